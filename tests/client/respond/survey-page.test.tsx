import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, styleOf } from '#client/respond/document.tsx';
import { fill, fillCount } from '#client/respond/fill.ts';
import { statePage, surveyPage } from '#client/respond/page.tsx';
import { renderSurvey } from '#client/respond/render-survey.tsx';
import { cssFor, respondAssets } from '#client/respond/respond-assets.ts';
import { respondTexts } from '#client/respond/texts.ts';
import { compileGate } from '#surveys/gate.ts';
import { directionOf, LANGUAGES, type Language } from '#surveys/languages.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { questionsOf } from '#surveys/survey-definition.ts';
import { everyType } from '../../surveys/every-type.ts';

const assets = respondAssets(resolve(import.meta.dirname, '../../..'));
const [monthly, exit] = shippedSurveys().map(({ definition }) => definition);
const css = cssFor(assets, monthly!);
const frame = (language: Language) => ({ language, company: { name: 'Water & Market' }, css });
const page = (language: Language, more: { answers?: Record<string, unknown> } = {}) =>
  surveyPage({
    frame: frame(language),
    definition: monthly!,
    kind: 'survey',
    rendered: renderSurvey({ definition: monthly!, language, ...more }),
    unsubscribeUrl: '?unsubscribe',
    scriptUrl: '/respond/x.js',
  });

describe('the form', () => {
  test('has a field named as each question, and is the same every time', () => {
    const definition = everyType();
    const first = renderSurvey({ definition, language: 'en' });
    expect(renderSurvey({ definition, language: 'en' })).toEqual(first);
    for (const { question, page: on } of questionsOf(definition))
      if (on.name === 'first' && question.name !== 'deeper')
        expect(first.html).toContain(`name="${question.name}"`);
  });

  test('shows what is known and carries the rest in hidden fields', () => {
    const { html, state } = renderSurvey({
      definition: exit!,
      language: 'en',
      answers: { reason: 'price', stay: ['answers', 'solved'], words: '"><script>' },
      step: { page: 'last', questions: ['words', 'may-call'] },
      asked: new Set(['reason', 'stay']),
    });
    expect(html).toContain('<input type="hidden" name="reason" value="price"/>');
    expect(html.match(/type="hidden" name="stay"/g)).toHaveLength(2);
    expect(html).toContain('name="_asked" value="reason stay words may-call"');
    expect(html).toContain('&quot;&gt;&lt;script&gt;</textarea>');
    expect(html).not.toContain('type="hidden" name="words"');
    expect(state).toBeNull();
  });

  test('says what is wrong beside the question and keeps what was typed', () => {
    const { html } = renderSurvey({
      definition: everyType(),
      language: 'ru',
      answers: { nps: 11, why: 'other' },
      problems: [
        { question: 'nps', code: 'off-scale', message: '' },
        { question: 'why-Comment', code: 'required', message: '' },
      ],
    });
    expect(html).toContain('id="q-nps-problem" role="alert">Это число вне');
    expect(html).toContain('id="q-why-other-problem"');
    expect(html).toContain('checked="" value="other"');
  });

  test('names every point of the scale for those who hear it', () => {
    const { html } = renderSurvey({ definition: monthly!, language: 'ar' });
    expect(html).toContain('aria-label="7 من 10" required="" name="recommend" value="7"');
    expect(html).toContain('aria-label="10 من 10، محتمل جداً"');
  });
});

describe('what stands behind the form for the script', () => {
  const later = (of: Partial<Parameters<typeof renderSurvey>[0]> = {}) =>
    renderSurvey({ definition: exit!, language: 'en', ...of });

  test('is nothing but the data where the form is the whole survey', () =>
    expect(renderSurvey({ definition: monthly!, language: 'en' }).later).toBe(''));

  test('is every other page with all it may ask, and a mark where the form asks already', () => {
    const { html, later: behind } = later();
    for (const { question } of questionsOf(exit!)) {
      const isInForm = html.includes(`data-q="${question.name}"`);
      expect(behind.includes(`<i data-q="${question.name}"></i>`), question.name).toBe(isInForm);
      expect(behind.match(new RegExp(`data-q="${question.name}"`, 'g'))).toHaveLength(1);
    }
  });

  test('holds the answers given before, wherever they were asked', () => {
    const answers = { reason: 'price', 'price-detail': 'price-rise' };
    const { html, later: behind } = later({ answers, standing: 'price' });
    expect(html).toContain('checked="" value="price-rise"');
    expect(html).toContain('<input type="hidden" name="reason" value="price"/>');
    expect(behind).toContain('checked="" value="price"');
    expect(behind).toContain('<i data-q="price-detail">');
  });

  test('is data without a text that stands in the markup, and only the problems this survey can have', () => {
    const data = JSON.stringify(renderSurvey({ definition: monthly!, language: 'en' }).state);
    expect(data).not.toContain('How likely');
    expect(data).not.toContain('About the same');
    expect(data).toContain(respondTexts('en').problem.required);
    expect(data).not.toContain(respondTexts('en').problem.email);
    expect(JSON.stringify(renderSurvey({ definition: everyType(), language: 'en' }).state)).toContain(
      'e-mail',
    );
  });

  test.each(shippedSurveys())('judges as the survey itself: $code', ({ definition }) => {
    const { state } = renderSurvey({ definition, language: 'ru' });
    const [inBrowser, onServer] = [compileGate(state!.definition), compileGate(definition)];
    for (const answers of [{}, { recommend: 7 }, { recommend: 11 }, { reason: 'price' }, { nothing: 1 }])
      expect(inBrowser(answers)).toEqual(onServer(answers));
  });
});

describe('the page', () => {
  test.each(LANGUAGES)('stands in %s and its direction', (language) =>
    expect(page(language)).toMatch(
      new RegExp(`^<!doctype html><html lang="${language}" dir="${directionOf(language)}">`),
    ),
  );

  test.each(
    shippedSurveys().flatMap(({ code, definition }) =>
      LANGUAGES.map((language) => ({ code, definition, language })),
    ),
  )('weighs under 5 kB on the line: $code in $language', ({ definition, language }) => {
    const html = surveyPage({
      frame: { ...frame(language), css: cssFor(assets, definition) },
      definition,
      kind: 'survey',
      rendered: renderSurvey({ definition, language }),
      unsubscribeUrl: '?unsubscribe',
      scriptUrl: '/respond/x.js',
    });
    expect(brotliCompressSync(html).length).toBeLessThan(5000);
  });

  test('runs no inline script and styles nothing inline but its one style sheet', () => {
    const html = page('en');
    expect(html).not.toMatch(/ style=| on[a-z]+=/);
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="application/json" id="survey-state">',
      '<script type="module" src="/respond/x.js">',
    ]);
    const hash = createHash('sha256')
      .update(/<style>(.*)<\/style>/s.exec(html)?.[1] ?? '')
      .digest('base64');
    expect(contentSecurityPolicy(frame('en'))).toContain(`'sha256-${hash}'`);
  });

  test('loads nothing from anybody else and sets no cookie', () =>
    expect(page('en')).not.toMatch(/https?:|cookie/));

  test('does not tell the customer how her answers are coded', () =>
    expect(page('en')).not.toMatch(/late-delivery|"measure"|detractor/));

  test('takes text for text, even in the data block', () => {
    const html = page('en', { answers: { 'reason-Comment': '</script><script>alert(1)</script>' } });
    expect(html).not.toContain('<script>alert');
  });

  test('preselects what the link says and stores nothing', () =>
    expect(page('en', { answers: { recommend: 9 } })).toContain('checked="" value="9"'));

  test('keeps its style sheet under 6 kB', () => expect(css.length).toBeLessThan(6000));

  test('takes the company colour only if it is one', () => {
    const coloured = (light: string) =>
      styleOf({ ...frame('en'), company: { name: 'x', accent: { light, dark: '#ffffff' } } });
    expect(coloured('#123456')).toContain('--accent:#123456');
    expect(coloured('red;}</style><script>')).toBe(css);
  });

  test.each(['thanks', 'expired', 'answered', 'unknown', 'closed', 'suppressed', 'problem'] as const)(
    'has a friendly word when it is %s',
    (state) =>
      expect(statePage({ frame: frame('he'), state })).toContain(respondTexts('he').page[state].title),
  );

  const call = { phone: '050 123 4567', wishedTime: 'morning' } as const;
  const contact = { name: 'Grace', by: new Date('2026-12-01T09:00:00Z'), timeZone: 'Asia/Riyadh' };

  test.each([
    ['en', null, '\u2068Grace\u2069 will get back to you by \u2068Tuesday, December 1 at 12:00\u2069.'],
    ['en', call, '\u2068Grace\u2069 will call you by \u2068Tuesday, December 1 at 12:00\u2069.'],
    ['ar', call, 'ستصلك مكالمة من \u2068Grace\u2069 في موعد أقصاه \u2068الثلاثاء، 1 ديسمبر في 12:00\u2069.'],
    ['he', null, 'תקבלו תשובה מאת \u2068Grace\u2069 עד \u2068יום שלישי, 1 בדצמבר בשעה 12:00\u2069.'],
    ['ru', null, 'Вам ответит \u2068Grace\u2069. Крайний срок: \u2068вторник, 1 декабря в 12:00\u2069.'],
  ] as const)('says in %s who will be in touch, and by which day and hour', (language, called, sentence) =>
    expect(
      statePage({ frame: frame(language), state: 'thanks', next: { contact, reward: null, call: called } }),
    ).toContain(sentence),
  );
});

describe('the texts', () => {
  const keysOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
      : [path];

  test.each(LANGUAGES)('are complete in %s', (language) =>
    expect(keysOf(respondTexts(language))).toEqual(keysOf(respondTexts('en'))),
  );

  test.each([
    ['en', 4, '4 questions'],
    ['ar', 4, '4 أسئلة'],
    ['ru', 5, '5 вопросов'],
    ['ru', 3, '3 вопроса'],
    ['he', 2, 'שתי שאלות'],
  ] as const)('count in %s: %d', (language, count, text) =>
    expect(fillCount(respondTexts(language).intro, 'questions', { count, language })).toBe(text),
  );

  test('keep a name whole inside a sentence of the other direction', () =>
    expect(fill('إلى {{name}}', { name: 'Ada' })).toBe('إلى \u2068Ada\u2069'));
});
