/** Black or white, whichever reads better on the company's colour (WCAG relative luminance). */
export function readableInkOn(color: string): '#ffffff' | '#111111' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16)));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#111111';
}

function linear(channel: number): number {
  const share = (Number.isNaN(channel) ? 0 : channel) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
