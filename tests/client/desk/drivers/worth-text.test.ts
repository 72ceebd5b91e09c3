import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/drivers.json' with { type: 'json' };
import english from '#client/locales/en/drivers.json' with { type: 'json' };
import hebrew from '#client/locales/he/drivers.json' with { type: 'json' };
import russian from '#client/locales/ru/drivers.json' with { type: 'json' };
import { aMonth, grouped, worthMost } from '#client/desk/drivers/driver.ts';
import type { ReasonDriver } from '#client/desk/drivers/drivers-data.ts';
import { departmentWorthText, worthText } from '#client/desk/drivers/worth-text.ts';
import { format } from '#client/locales/format.ts';
import { languages, type Language } from '#client/locales/languages.ts';
import { reasonLabel } from '#surveys/reasons.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['drivers'],
  resources: {
    en: { drivers: english },
    ar: { drivers: arabic },
    he: { drivers: hebrew },
    ru: { drivers: russian },
  },
  interpolation: { escapeValue: false },
});

const late = driver('service', 'late-delivery', -4, {
  unhappy: 37,
  atRisk: [{ amountMinor: 14_880_000, currency: 'SAR' }],
});

describe('what putting a reason right would be worth', () => {
  test.each([
    [
      'en',
      'If those who named late delivery were as content as the others, NPS would be 4 higher (±1.5). ' +
        '37 unhappy answers, on average SAR 12,400 a month at risk.',
    ],
    [
      'ar',
      'لو كان من ذكروا «تأخر التسليم» راضين كغيرهم، لكان مؤشر NPS أعلى بمقدار 4 (±1.5). 37 إجابة غير راضية',
    ],
    ['he', 'היו מרוצים כמו האחרים, NPS היה גבוה יותר ב־4 (±1.5). 37 תשובות לא מרוצות'],
    ['ru', 'были так же довольны, как остальные, NPS был бы выше на 4 (±1,5). 37 недовольных ответов'],
  ] as const)('is said in %s', (language, words) => {
    expect(say(language, late, 12)).toContain(words);
  });

  test('says nothing of money where there is none', () => {
    expect(say('en', driver('price', null, -2.26, { unhappy: 1 }), 12)).toBe(
      'If those who named price were as content as the others, NPS would be 2.3 higher (±1.5). 1 unhappy answer.',
    );
  });

  test.each(languages)('leaves no key unsaid in %s', (language) => {
    const t = desk.getFixedT(language, 'drivers');
    const speech = { t, format: format(language, 'UTC') };
    const ofDepartment = departmentWorthText(
      { code: 'sales', pull: late.pull, n: 10, asked: 30 },
      'Sales',
      speech,
    );
    expect(`${ofDepartment} ${say(language, late, 12)}`).not.toMatch(/worth|unhappy\.|\{\{|undefined/);
    expect(ofDepartment).toContain('Sales');
  });

  test('is told of the heaviest that are real, and of a detail rather than of its category', () => {
    const service = driver('service', null, -6);
    const unclear = driver('product', null, -9, { isReal: false });
    const price = driver('price', null, -1);
    const helps = driver('circumstances', null, 3);
    expect(worthMost([unclear, service, late, price, helps])).toEqual([late, price]);
    const unclearDetail = driver('price', 'too-high', -0.4, { isReal: false });
    expect(worthMost([price, unclearDetail])).toEqual([price]);
  });
});

test('categories stand with their details behind them, but for one that is all of its category', () => {
  const rows = grouped([
    driver('service', null, -6, { n: 90 }),
    late,
    driver('price', null, -2, { n: 40 }),
    driver('price', 'too-high', -2, { n: 40 }),
    driver('service', 'wrong-item', -1, { n: 20 }),
  ]);
  expect(rows.map(({ category, detail, isInner }) => [category, detail, isInner])).toEqual([
    ['service', null, false],
    ['service', 'late-delivery', true],
    ['service', 'wrong-item', true],
    ['price', null, false],
  ]);
});

test('money at risk is told of one month, whatever the currency', () => {
  const money = [
    { amountMinor: 1000, currency: 'SAR' },
    { amountMinor: 10, currency: 'USD' },
  ];
  expect(aMonth(money, 3)).toEqual([
    { amountMinor: 333, currency: 'SAR' },
    { amountMinor: 3, currency: 'USD' },
  ]);
  expect(aMonth([], 0)).toEqual([]);
});

function say(language: Language, of: ReasonDriver, months: number): string {
  const text = worthText(of, months, {
    t: desk.getFixedT(language, 'drivers'),
    format: format(language, 'UTC'),
    reasonLabel: (category, detail = null) => reasonLabel({ category, detail }, language),
  });
  return text.replaceAll(/<\/?\w+>|[\u200e\u200f\u061c]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');
}

function driver(
  category: ReasonDriver['category'],
  detail: string | null,
  value: number,
  { isReal = true, ...rest }: Partial<ReasonDriver> & { isReal?: boolean } = {},
): ReasonDriver {
  const pull = { value, interval: { low: value - 1.5, high: value + 1.5 }, isReal };
  return {
    category,
    detail,
    pull,
    n: 50,
    unhappy: 10,
    atRisk: [],
    lost: { customers: 0, money: [] },
    ...rest,
  };
}
