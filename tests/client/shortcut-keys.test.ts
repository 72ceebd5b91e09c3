import { describe, expect, test } from 'vitest';
import { keyOf, matchKeys } from '#client/desk/shortcut-keys.ts';

describe('the letter meant by a pressed key', () => {
  test.each([
    ['a Latin keyboard', { key: 'j', code: 'KeyJ', shiftKey: false }, 'j'],
    ['a French keyboard, by what is printed on it', { key: 'a', code: 'KeyQ', shiftKey: false }, 'a'],
    ['an Arabic keyboard', { key: 'ت', code: 'KeyJ', shiftKey: false }, 'j'],
    ['a Hebrew keyboard', { key: 'ע', code: 'KeyG', shiftKey: false }, 'g'],
    ['a Russian keyboard', { key: 'п', code: 'KeyG', shiftKey: false }, 'g'],
    ['an Arabic keyboard with digits of its own', { key: '٣', code: 'Digit3', shiftKey: false }, '3'],
    ['the exclamation mark of a Latin keyboard', { key: '!', code: 'Digit1', shiftKey: true }, '!'],
    ['the question mark of an Arabic keyboard', { key: '؟', code: 'Slash', shiftKey: true }, '?'],
    ['the slash key of a Russian keyboard', { key: '.', code: 'Slash', shiftKey: false }, '/'],
    ['the hyphen of a German keyboard', { key: '-', code: 'Slash', shiftKey: false }, '-'],
  ])('on %s', (_, pressed, letter) => {
    expect(keyOf(pressed)).toBe(letter);
  });
});

describe('the shortcut meant', () => {
  const shortcuts = [{ keys: 'g i' }, { keys: 'r' }, { keys: 'g r' }, { keys: 'i' }];
  test.each([
    ['a letter alone', '', 'r', 'r'],
    ['a letter after g', 'g', 'r', 'g r'],
    ['a letter after another letter', 'x', 'r', 'r'],
    ['g itself', '', 'g', undefined],
  ])('%s', (_, prefix, key, keys) => {
    expect(matchKeys(shortcuts, prefix, key)?.keys).toBe(keys);
  });

  test('a room that opened later wins its key', () => {
    const [outer, inner] = [{ keys: 'j' }, { keys: 'j' }];
    expect(matchKeys([outer, inner], '', 'j')).toBe(inner);
  });
});
