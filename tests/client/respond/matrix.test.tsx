import { describe, expect, test } from 'vitest';
import { renderSurvey } from '#client/respond/render-survey.tsx';
import { readDocument } from '#surveys/read-document.ts';

const matrix = (columns: unknown[], more: object = {}) => {
  const question = {
    type: 'matrix',
    name: 'work',
    title: 'Work',
    rows: ['sales', 'the shop'],
    columns,
    ...more,
  };
  const { served } = readDocument({ elements: [question] }, { kind: 'other', languages: ['en'] });
  return served!;
};
const html = (columns: unknown[], more: { answers?: Record<string, unknown> } = {}) =>
  renderSurvey({ definition: matrix(columns), language: 'en', ...more }).html;

describe('a matrix in the form', () => {
  test('has a field for each row, a group named by the row, and a name in words for each choice', () => {
    const page = html(['bad', 'good']);
    expect(page.match(/name="work\.sales"/g)).toHaveLength(2);
    expect(page.match(/name="work\.the shop"/g)).toHaveLength(2);
    expect(page.match(/role="radiogroup" aria-labelledby="q-work-row-\d"/g)).toHaveLength(2);
    expect(page.match(/<span>good<\/span>/g)).toHaveLength(3);
  });

  test.each<[string, unknown[], string]>([
    ['numbers stand in a row even on a phone', [1, 2, 3, 4, 5], 'matrix wide narrow'],
    ['short words in a row on a wide page', ['Not at all', 'Somewhat', 'Very'], 'matrix wide'],
    ['sentences below each other', ['I have never used this service', 'Every week'], 'matrix'],
    ['many columns below each other', [1, 2, 3, 4, 5, 6, 7, 8], 'matrix'],
  ])('%s', (_what, columns, looks) => expect(html(columns)).toContain(`class="${looks}"`));

  test('keeps the rows answered before, and carries them on where it is not shown', () => {
    const answers = { work: { sales: 2 } };
    expect(html([1, 2], { answers })).toContain('name="work.sales" checked="" value="2"');
    const later = renderSurvey({
      definition: matrix([1, 2]),
      language: 'en',
      answers,
      step: { page: 'page1', questions: [] },
    });
    expect(later.html).toContain('<input type="hidden" name="work.sales" value="2"/>');
  });

  test('carries no mark to the customer', () => {
    const rows = [{ value: 'sales', measure: 'department:sales' }];
    const { state } = renderSurvey({ definition: matrix([1, 2, 3, 4, 5], { rows }), language: 'en' });
    expect(JSON.stringify(state)).toContain('"sales"');
    expect(JSON.stringify(state)).not.toContain('department:');
  });
});
