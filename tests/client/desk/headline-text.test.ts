import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/overview.json' with { type: 'json' };
import english from '#client/locales/en/overview.json' with { type: 'json' };
import hebrew from '#client/locales/he/overview.json' with { type: 'json' };
import russian from '#client/locales/ru/overview.json' with { type: 'json' };
import { headlineText } from '#client/locales/headline-text.ts';
import type { HeadlinePart } from '#client/desk/overview/overview-data.ts';
import { format } from '#client/locales/format.ts';
import { languages, type Language } from '#client/locales/languages.ts';
import { reasonLabel } from '#surveys/reasons.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['overview'],
  resources: {
    en: { overview: english },
    ar: { overview: arabic },
    he: { overview: hebrew },
    ru: { overview: russian },
  },
  interpolation: { escapeValue: false },
});

const october: HeadlinePart[] = [
  { kind: 'lost', count: 61, month: '2026-10', money: [{ amountMinor: 4_820_000, currency: 'USD' }] },
  { kind: 'left-over', count: 27, category: 'competitor', detail: 'better-device' },
  { kind: 'share-moved', from: 0.31, to: 0.443, direction: 'rose', isReal: true },
  { kind: 'note', n: 61, interval: { low: 0.325, high: 0.567 }, unit: 'share' },
];

describe('the sentence above the overview', () => {
  test('tells a month of loss in English', () => {
    expect(say('en', october)).toEqual({
      text:
        'You lost <em>61 customers</em> in October, worth <em>$48,200</em> a month. <em>27</em> went to a ' +
        '<em>competitor</em>, most often: better devices; that share rose from 31 % to 44 %, and ' +
        '<bad>the rise is real</bad>.',
      note: 'n = 61, 95 % between 33 and 57 %',
    });
  });

  test.each([
    ['ar', 'غادر 61 عميلًا في أكتوبر، بقيمة 48,200 $ شهريًا. عزا 27 منهم ذلك إلى المنافسين'],
    ['he', '61 לקוחות עזבו באוקטובר, בשווי 48,200 $ לחודש. 27 מהם ציינו כסיבה את המתחרים'],
    ['ru', 'В октябре ушёл 61 клиент — это 48 200 $ в месяц. 27 клиентов назвали причиной конкурентов'],
  ] as const)('tells it in %s', (language, beginning) => {
    expect(plain(say(language, october).text)).toContain(beginning);
  });

  test.each([
    ['ar', 1, 'غادر عميل واحد'],
    ['ar', 2, 'غادر عميلان'],
    ['ar', 3, 'غادر 3 عملاء'],
    ['ar', 11, 'غادر 11 عميلًا'],
    ['ar', 100, 'غادر 100 عميل '],
    ['ru', 1, 'ушёл 1 клиент'],
    ['ru', 2, 'ушли 2 клиента'],
    ['ru', 5, 'ушли 5 клиентов'],
    ['ru', 21, 'ушёл 21 клиент'],
    ['he', 1, 'לקוח אחד עזב'],
    ['he', 2, 'שני לקוחות עזבו'],
    ['he', 3, '3 לקוחות עזבו'],
    ['en', 1, 'You lost 1 customer in'],
    ['en', 1200, 'You lost 1,200 customers in'],
  ] as const)('counts in %s: %i', (language, count, words) => {
    const { text } = say(language, [{ kind: 'lost', count, month: '2026-10', money: [] }]);
    expect(`${plain(text)} `).toContain(words);
  });

  test.each([
    [
      'a loss in two currencies',
      lost([
        { amountMinor: 100_000, currency: 'USD' },
        { amountMinor: 50_000, currency: 'SAR' },
      ]),
      'worth $1,000 and SAR 500 a month',
    ],
    [
      'a loss of another year',
      [{ kind: 'lost', count: 3, month: '2017-09', money: [] }],
      'in September 2017.',
    ],
    [
      'no clear change',
      [...lost([]), { kind: 'left-over', count: 3, category: 'price', detail: null }, moved(false)],
      '3 left over the price; no clear change in that share since September.',
    ],
    [
      'the score',
      [{ kind: 'nps', value: 34.4, month: '2026-10' }, npsMoved('rose', true)],
      'NPS was 34 in October, 6 above September, and the rise is real.',
    ],
    [
      'a real fall',
      [{ kind: 'nps', value: -3, month: '2026-10' }, npsMoved('fell', true)],
      'NPS was -3 in October, 6 below September, and the fall is real.',
    ],
    [
      'what was named',
      [{ kind: 'named', category: 'service', detail: 'late-delivery', share: 0.16 }],
      'Most named: service, by 16 % of those who answered, most often: late delivery.',
    ],
    [
      'too few',
      [{ kind: 'too-few', month: '2026-10' }],
      'Fewer than five customers answered in October: too few to say anything yet.',
    ],
    ['nothing', [{ kind: 'quiet', month: '2026-01' }], 'Nobody answered in January.'],
  ] as [string, HeadlinePart[], string][])('tells %s', (_, parts, words) => {
    expect(plain(say('en', parts).text)).toContain(words);
  });

  const everyPart: HeadlinePart[] = [
    ...october,
    { kind: 'nps', value: 34, month: '2026-10' },
    npsMoved('fell', false),
    { kind: 'named', category: 'other', detail: null, share: 0.5 },
    { kind: 'too-few', month: '2026-10' },
    { kind: 'quiet', month: '2026-10' },
  ];
  test.each(languages)('leaves no gap and no key unsaid in %s', (language) => {
    const { text, note } = say(language, everyPart);
    expect(`${text} ${note}`).not.toMatch(/headline\.|months\.|\{\{|undefined|null|\.\s*\./);
  });
});

function say(language: Language, parts: HeadlinePart[]) {
  const t = desk.getFixedT(language, 'overview');
  return normal(
    headlineText(parts, {
      t: (key, values) => t(key, values ?? {}),
      format: format(language, 'UTC'),
      reasonLabel: (category, detail = null) => reasonLabel({ category, detail }, language),
      now: new Date('2026-11-03T10:00:00Z'),
    }),
  );
}

/** Without the marks of direction and the spaces that do not break: they are seen, not read. */
function normal({ text, note }: { text: string; note: string | null }) {
  const clean = (words: string) =>
    words.replaceAll(/[\u200e\u200f\u061c]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');
  return { text: clean(text), note: note === null ? null : clean(note) };
}

const plain = (text: string) => text.replaceAll(/<\/?\w+>/g, '');

function lost(money: { amountMinor: number; currency: string }[]): HeadlinePart[] {
  return [{ kind: 'lost', count: 9, month: '2026-10', money }];
}

function moved(isReal: boolean): HeadlinePart {
  return { kind: 'share-moved', from: 0.3, to: 0.4, direction: 'rose', isReal };
}

function npsMoved(direction: 'rose' | 'fell', isReal: boolean): HeadlinePart {
  return { kind: 'nps-moved', by: 6.2, direction, since: '2026-09', isReal };
}
