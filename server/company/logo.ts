export const mostLogoBytes = 200 * 1024;

export interface Picture {
  mediaType: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
}

const mostPixels = 4000;

/** What a picture's own bytes say it is, whatever it is called; null for anything but a whole PNG or JPEG. */
export function pictureIn(bytes: Uint8Array): Picture | null {
  const picture = png(bytes) ?? jpeg(bytes);
  if (!picture || picture.width < 1 || picture.height < 1) return null;
  return picture.width <= mostPixels && picture.height <= mostPixels ? picture : null;
}

// A letter's head: as wide as the narrowest phone lets it, as high as three lines.
const widest = 240;
const highest = 64;

/** The size a picture is shown at: never larger than it is. */
export function shownSize({ width, height }: Pick<Picture, 'width' | 'height'>): {
  width: number;
  height: number;
} {
  const scale = Math.min(1, widest / width, highest / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const pngEnd = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];

function png(bytes: Uint8Array): Picture | null {
  if (!begins(bytes, pngStart) || !begins(bytes.subarray(-pngEnd.length), pngEnd) || bytes.length < 45)
    return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

// Start of frame, in each of JPEG's codings; the others of that range are tables.
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpeg(bytes: Uint8Array): Picture | null {
  if (!begins(bytes, [0xff, 0xd8, 0xff]) || !begins(bytes.subarray(-2), [0xff, 0xd9])) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) {
      return { mediaType: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

const begins = (bytes: Uint8Array, start: number[]): boolean =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);
