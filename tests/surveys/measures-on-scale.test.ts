import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trend } from '#server/understand/metric.ts';
import { compile } from '#surveys/accept.ts';
import { MEASURES, type Measure, scaleOf } from '#surveys/measures.ts';
import { readDocument } from '#surveys/read-document.ts';

const measures: Measure[] = [...MEASURES, 'department:sales'];
const values = fc.constantFrom<string | number>(
  0,
  1,
  2,
  3,
  4,
  5,
  7,
  10,
  11,
  'yes',
  'no',
  'less',
  'same',
  'more',
);
const point = fc.integer({ min: -1, max: 12 });
const lists = fc.oneof(
  fc.constantFrom<(string | number)[]>([1, 2, 3, 4, 5], ['yes', 'no'], ['less', 'same', 'more']),
  fc.uniqueArray(values, { minLength: 1, maxLength: 12 }),
);
const someMeasure = fc.constantFrom(...measures);

const fitting = fc.constantFrom(
  { type: 'rating', rateMin: 0, rateMax: 10, measure: 'nps' },
  { type: 'rating', rateMin: 1, rateMax: 7, measure: 'ces' },
  { type: 'rating', measure: 'department:sales' },
  { type: 'boolean', measure: 'on-time' },
);
const asked = fc.oneof(
  fitting,
  fc.record({ type: fc.constant('rating'), rateMin: point, rateMax: point, measure: someMeasure }),
  fc.record({
    type: fc.constantFrom('radiogroup', 'dropdown', 'checkbox'),
    choices: lists,
    measure: someMeasure,
  }),
  fc.record({ type: fc.constantFrom('boolean', 'comment', 'text'), measure: someMeasure }),
  fc.record({
    type: fc.constant('matrix'),
    rows: someMeasure.map((measure) => [{ value: 'row', measure }, 'other-row']),
    columns: lists,
  }),
);
const answer = fc.oneof(values, fc.boolean(), fc.constant('words'), fc.array(values, { maxLength: 2 }));

test('whatever is marked as what, a measure is only ever counted on its own scale (rule 6)', () => {
  let counted = 0;
  fc.assert(
    fc.property(asked, answer, (question, given) => {
      const { served } = readDocument(
        { elements: [{ name: 'q', title: 'Q', ...question }] },
        { kind: 'other', languages: ['en'] },
      );
      if (!served) return;
      const q = question.type === 'matrix' && !Array.isArray(given) ? { row: given } : given;
      const accepted = compile(served)({ q });
      for (const { measure, value } of accepted.ok ? accepted.scores : []) {
        counted += 1;
        const scale = scaleOf(measure);
        if (scale.kind === 'whole') expect(value >= scale.min && value <= scale.max).toBe(true);
        else if (scale.kind === 'words') expect(Object.values(scale.scores)).toContain(value);
        else throw new Error('Words have no score');
      }
    }),
    { numRuns: 1500 },
  );
  expect(counted).toBeGreaterThan(10);
});

test('a value kept on another scale, as an import can bring it, stays out of the trend', () => {
  const month = '2026-10';
  const rows = ['1', '5', '9', '10', 'x'].map((value) => ({ month, measure: 'csat', value, n: 5 }));
  expect(trend('csat', rows, { months: [month] }).last).toMatchObject({ n: 10, value: 0.5 });
});
