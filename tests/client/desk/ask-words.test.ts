import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/programs.json' with { type: 'json' };
import english from '#client/locales/en/programs.json' with { type: 'json' };
import hebrew from '#client/locales/he/programs.json' with { type: 'json' };
import russian from '#client/locales/ru/programs.json' with { type: 'json' };
import { valueKinds } from '#client/desk/programs/audience-fields.ts';
import {
  choiceLabel,
  fieldLabel,
  testSentence,
  type Speech,
} from '#client/desk/programs/condition-sentence.ts';
import { skipSentence } from '#client/desk/programs/skip-sentence.ts';
import { format } from '#client/locales/format.ts';
import { languages, type Language } from '#client/locales/languages.ts';
import { fields, valueKindOf } from '#server/ask/audience/condition.ts';
import { skipCodes } from '#server/ask/contact-rules.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['programs'],
  resources: {
    en: { programs: english },
    ar: { programs: arabic },
    he: { programs: hebrew },
    ru: { programs: russian },
  },
  interpolation: { escapeValue: false },
});

const speechIn = (language: Language): Speech => ({
  t: desk.getFixedT(language),
  format: format(language, 'UTC'),
  language,
  currency: 'USD',
});

const everyField = Object.entries(fields).map(([field, rest]) => ({ field, ...rest }));
const anyValue = { list: ['gold'], text: 'gold', nothing: undefined, number: 3, days: 30, day: '2026-10-04' };
/** What a sentence without its text would show: the code itself, or a gap left open. */
const isUntold = (sentence: string) => sentence.trim() === '' || /{{|undefined|NaN/.test(sentence);

describe.each(languages)('in %s', (language) => {
  const { t } = speechIn(language);
  const { days, number } = format(language);
  const skipSpeech = { t, days, number, daysFromNow: (count: number) => days(Math.abs(count)) };

  test.each([...skipCodes])('the skip "%s" has its sentence, with its facts and without', (code) => {
    const facts = { reason: 'by-hand', days: 3, quietPeriodDays: 30, channel: 'email', made: 4, count: 4 };
    const said = [skipSentence({ code }, skipSpeech), skipSentence({ code, facts }, skipSpeech)];
    expect(said.filter((sentence) => isUntold(sentence) || sentence === code)).toEqual([]);
  });

  test.each(['unsubscribed', 'nothing', 'bounced', 'complained', 'by-hand'])(
    'a suppression for "%s" has its sentence',
    (reason) => {
      const sentence = skipSentence({ code: 'suppressed', facts: { reason } }, skipSpeech);
      expect(sentence).not.toBe(reason);
    },
  );

  test.each(everyField)('the field $field has its name and a sentence for each operator', (field) => {
    const speech = speechIn(language);
    expect(fieldLabel(field.field, t)).not.toBe(field.field);
    const label = fieldLabel(field.field, t).toLowerCase();
    const untold = field.operators.filter((is) => {
      const fallbacks = [`${field.field} ${is}`, `${label} ${is}`];
      const value = anyValue[valueKinds[is] ?? 'nothing'];
      const sentence = testSentence({ field: field.field, is, value }, speech);
      return (
        isUntold(sentence) ||
        fallbacks.includes(sentence.toLowerCase()) ||
        (is in english.happened && !(field.field in english.day))
      );
    });
    expect(untold).toEqual([]);
  });

  test('every choice of a field has its name', () => {
    const unnamed = everyField.flatMap((field) =>
      'values' in field
        ? field.values.filter((value) => choiceLabel(field.field, value, t).includes('\u2068'))
        : [],
    );
    expect(unnamed).toEqual([]);
  });
});

test('the desk and the server agree which value an operator takes', () => {
  const operators = new Set(everyField.flatMap((field) => [...field.operators]));
  for (const operator of operators) expect(valueKinds[operator]).toBe(valueKindOf(operator));
});
