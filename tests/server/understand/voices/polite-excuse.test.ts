import { expect, test } from 'vitest';
import { politeExcuse } from '#server/understand/voices/polite-excuse.ts';

const of = (...codes: string[]) =>
  codes.map((code) => {
    const [category = '', detail = ''] = code.split('/');
    return { category, detail };
  });

test.each([
  ['nothing was stated', [], null],
  ['one question was answered', [of('price')], null],
  ['both times the same category', [of('price/too-high'), of('price')], null],
  ['nothing was chosen the second time', [of('price'), of()], null],
  ['nothing was chosen first', [of(), of('price')], null],
  ['one of two is the same', [of('price'), of('service', 'price')], null],
  ['another category the second time', [of('price'), of('service')], { first: 'price', later: 'service' }],
  ['another the third time', [of('price'), of('price'), of('product')], { first: 'price', later: 'product' }],
])('a polite excuse: %s', (_, stated, expected) => {
  const told = politeExcuse(stated);
  const codes = told && { first: told.first[0]?.category, later: told.later[0]?.category };
  expect(codes).toEqual(expected);
});
