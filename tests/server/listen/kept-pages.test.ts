import { expect, test } from 'vitest';
import { keptPages } from '#server/listen/kept-pages.ts';

function counting(most?: number) {
  const made: string[] = [];
  const kept = keptPages<string>(most);
  return { made, ask: (key: string) => kept(key, async () => (made.push(key), `page ${key}`)) };
}

test('a page is made once, even when many ask at the same time', async () => {
  const { made, ask } = counting();
  expect(await Promise.all(['a', 'a', 'b', 'a'].map(ask))).toEqual(['page a', 'page a', 'page b', 'page a']);
  expect(made).toEqual(['a', 'b']);
});

test('the page that was longest not asked for makes room', async () => {
  const { made, ask } = counting(2);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a page that could not be made is tried again', async () => {
  const kept = keptPages<string>();
  await expect(kept('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await kept('a', async () => 'made')).toBe('made');
});
