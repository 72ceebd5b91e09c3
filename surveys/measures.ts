/** The marks a question may carry (`department:<code>` stands for one per department). */
export const MEASURES = ['nps', 'csat', 'ces', 'price-expectation', 'on-time', 'verbatim'] as const;
export type Measure = (typeof MEASURES)[number] | `department:${string}`;

/**
 * How a measure is answered. `whole` is an integer from min to max. `words` are named answers and the score each is kept
 * as, chosen so that a mean can be read: price less/same/more = -1/0/1, on time no/yes = 0/1. `text` has no score.
 */
export type Scale =
  | { kind: 'whole'; min: number; max: number }
  | { kind: 'words'; scores: Readonly<Record<string, number>> }
  | { kind: 'text' };

const SCALES = {
  nps: { kind: 'whole', min: 0, max: 10 },
  csat: { kind: 'whole', min: 1, max: 5 },
  ces: { kind: 'whole', min: 1, max: 7 },
  'price-expectation': { kind: 'words', scores: { less: -1, same: 0, more: 1 } },
  'on-time': { kind: 'words', scores: { no: 0, yes: 1 } },
  verbatim: { kind: 'text' },
} as const satisfies Record<(typeof MEASURES)[number], Scale>;

const DEPARTMENT = /^department:[a-z0-9]+(?:-[a-z0-9]+)*$/u;

const isDepartment = (text: string): text is `department:${string}` =>
  DEPARTMENT.test(text) && text.length <= 60;

/** Reads a mark; `null` when it is none. A department's code is kebab-case: `department:after-sales`. */
export function parseMeasure(text: unknown): Measure | null {
  if (typeof text !== 'string') return null;
  return MEASURES.find((measure) => measure === text) ?? (isDepartment(text) ? text : null);
}

/** The code in `department:<code>`, `null` for every other measure. */
export const departmentOf = (measure: Measure): string | null =>
  measure.startsWith('department:') ? measure.slice('department:'.length) : null;

/** How the measure is answered. Departments share the 1 to 5 of CSAT. */
export const scaleOf = (measure: Measure): Scale => SCALE_BY_MEASURE.get(measure) ?? SCALES.csat;

const SCALE_BY_MEASURE: ReadonlyMap<Measure, Scale> = new Map(
  MEASURES.map((measure): [Measure, Scale] => [measure, SCALES[measure]]),
);

/** The number kept for an answer, `null` when the answer is not on the measure's scale or the measure has no score. */
export function scoreOf(measure: Measure, answer: unknown): number | null {
  const scale = scaleOf(measure);
  if (scale.kind === 'text') return null;
  if (scale.kind === 'words') {
    const word = answer === true ? 'yes' : answer === false ? 'no' : answer;
    return typeof word === 'string' && Object.hasOwn(scale.scores, word)
      ? (scale.scores[word] ?? null)
      : null;
  }
  return Number.isInteger(answer) && Number(answer) >= scale.min && Number(answer) <= scale.max
    ? Number(answer)
    : null;
}
