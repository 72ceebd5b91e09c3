import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../client/desk/desk.css'), 'utf8');
const [light = '', dark = ''] = css.split(/@media screen and \(prefers-color-scheme: dark\)/);

const texts = ['ink', 'soft', 'faint', 'accent', 'red', 'gold', 'blue'];
const grounds = ['bg', 'card', 'fill'];
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ['ink', 'accent-soft'],
  ['accent', 'accent-soft'],
  ['red', 'red-soft'],
  ['gold', 'gold-soft'],
] as const;

test.each([
  ['light', colours(light)],
  ['dark', { ...colours(light), ...colours(dark) }],
] as const)('every text of the %s palette can be read on every ground (WCAG AA)', (_, palette) => {
  const tooFaint = pairs.filter(([text, ground]) => contrast(palette[text], palette[ground]) < 4.5);
  expect(tooFaint).toEqual([]);
  expect(contrast('#ffffff', palette['accent-fill'])).toBeGreaterThan(4.5);
});

function colours(block: string): Record<string, string> {
  const own = block.slice(0, block.indexOf('}'));
  return Object.fromEntries(
    [...own.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
