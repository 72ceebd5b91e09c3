import { describe, expect, test } from 'vitest';
import { searchWords } from '#server/understand/reading/fold.ts';
import { searchQuery } from '#server/understand/voices/search-query.ts';

describe('words are folded for the search', () => {
  test.each([
    ['Café DÉJÀ vu', 'cafe deja vu'],
    ['الأسعار مُرتَفِعَة جـــدًا', 'الاسعار مرتفعه جدا'],
    ['إلى آخر', 'الي اخر'],
    ['מְחִיר גבוה אצלכם', 'מחיר גבוה אצלכמ'],
    ['Ещё дороже, мой друг', 'еще дороже, мой друг'],
    ['ﻻ ﬁne', 'لا fine'],
    ['חו״ל don’t', 'חול dont'],
  ])('%s', (text, folded) => expect(searchWords(text)).toBe(folded));
});

describe('what was typed becomes a query', () => {
  test.each([
    ['late delivery', '"late" AND "delivery"*'],
    ['a', '"a"'],
    ['price OR 1=1', '"price" AND "or" AND "1" AND "1"'],
    ['NEAR(a b, 5)', '"near" AND "a" AND "b" AND "5"'],
    ['words:*', '"words"*'],
    ['"', null],
    ['* ^ - ( )', null],
    ['  ', null],
  ])('%s', (typed, query) => expect(searchQuery(typed)).toBe(query));

  test('a long text is cut to a dozen words', () => {
    expect(searchQuery('so many words '.repeat(50))?.split(' AND ')).toHaveLength(12);
  });
});
