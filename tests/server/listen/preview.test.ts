import { describe, expect, test } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { showable } from '#server/listen/draft-preview.ts';
import { textIn } from '#surveys/languages.ts';
import { questionsOf } from '#surveys/survey-definition.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const namesIn = (document: Record<string, unknown>) =>
  questionsOf(showable(document)).map(({ question }) => question.name);

const good = { type: 'rating', name: 'score', title: { default: 'Score', ar: 'درجة' } };

describe('what is shown of an unfinished survey', () => {
  test.each([
    ['nothing at all', {}, []],
    ['a page without questions', { pages: [{ name: 'p', elements: [] }] }, []],
    ['a question without a title', { elements: [{ type: 'comment', name: 'why' }] }, ['why']],
    ['a choice of nothing', { elements: [good, { type: 'radiogroup', name: 'c', choices: [] }] }, ['score']],
    ['a type we do not ask', { elements: [{ type: 'file', name: 'f', title: 'F' }, good] }, ['score']],
    ['the same name twice', { elements: [good, good] }, ['score']],
    ['a condition on nothing', { elements: [{ ...good, visibleIf: '{nobody} = 1' }] }, []],
    [
      'a property we do not serve',
      { elements: [{ ...good, odd: { deep: [1, 2] } }], other: true },
      ['score'],
    ],
    ['six questions', { elements: 'abcdef'.split('').map((name) => ({ ...good, name })) }, [...'abcdef']],
    ['no survey at all', { pages: 'none' }, []],
  ])('%s', (_what, document, expected) => {
    expect(namesIn(document)).toEqual(expected);
  });

  test('a text that misses the language falls back to English', () => {
    const definition = showable({ elements: [good, { type: 'comment', name: 'why', title: 'Why?' }] });
    const titles = questionsOf(definition).map(({ question }) => textIn(question.title, 'ar'));
    expect(titles).toEqual(['درجة', 'Why?']);
  });
});

describe('the preview', () => {
  async function aPreview(body: unknown) {
    const office = await testApp();
    await aCompany(office.deps);
    const response = await office.request('POST', '/api/surveys/preview', {
      as: await alan(office.deps),
      body,
    });
    return { ...office, response, html: await response.text() };
  }

  test('is the page a customer sees, in her language and direction', async () => {
    const { response, html, deps } = await aPreview({
      document: { elements: [good] },
      locale: 'ar',
      kind: 'exit',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('درجة');
    expect(html).toContain('Water Market');
    expect(await deps.db.select().from(responses)).toEqual([]);
  });

  test('shows an empty survey without failing', async () => {
    const { response, html } = await aPreview({ document: {}, locale: 'en', kind: 'monthly' });
    expect(response.status).toBe(200);
    expect(html).toContain('<form');
  });

  test('runs no markup of the draft', async () => {
    const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const document = {
      title: evil,
      completedHtml: evil,
      elements: [{ ...good, title: evil, description: evil }],
    };
    const { html } = await aPreview({ document, locale: 'en', kind: 'monthly' });
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  });

  test('refuses what is no document', async () => {
    expect((await aPreview({ document: 'x', locale: 'en', kind: 'monthly' })).response.status).toBe(400);
    expect((await aPreview({ document: {}, locale: 'fr', kind: 'monthly' })).response.status).toBe(400);
  });
});
