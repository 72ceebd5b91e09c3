export const leastContrast = 4.5;

/** WCAG 2.2 contrast ratio (1 to 21) between white and a colour `#rrggbb`: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
export function contrastAgainstWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) =>
    linear(parseInt(color.slice(from, from + 2), 16)),
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
