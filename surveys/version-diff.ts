import { type Change, change, changesBetween, LISTS } from './definition-change.ts';
import type { LocalizedText } from './languages.ts';
import { scaleKeyOf } from './scale-key.ts';
import {
  type PlacedQuestion,
  questionsOf,
  type SurveyDefinition,
  type SurveyQuestion,
} from './survey-definition.ts';

export type { Change };

export type QuestionDiff = {
  name: string;
  /** As it reads in the later version, or in the earlier where it is gone. */
  title: LocalizedText;
  kind: 'added' | 'removed' | 'moved' | 'changed';
  isMoved: boolean;
  changes: Change[];
  /** Its answers before and after must not stand in one trend (design rule 6). */
  breaksTrend: boolean;
};

export type VersionDiff = {
  /** What differs in the survey's own texts. */
  survey: Change[];
  /** In the order of the later version, what is gone at the end. */
  questions: QuestionDiff[];
  breaksTrend: boolean;
};

/** What differs between two versions of a survey, and where results of both must not be mixed. */
export function diffVersions(earlier: SurveyDefinition, later: SurveyDefinition): VersionDiff {
  const before = new Map(placedIn(earlier));
  const after = new Map(placedIn(later));
  const moved = movedNames([...before.keys()], [...after.keys()], (name) => {
    return before.get(name)?.page.name !== after.get(name)?.page.name;
  });
  const questions = [
    ...[...after].map(([name, placed]) => questionDiff(before.get(name), placed, moved.has(name))),
    ...[...before].flatMap(([name, placed]) => (after.has(name) ? [] : [gone(placed)])),
  ].filter((diff) => diff !== null);
  const marked = withMovedMarks(questions, { before, after });
  return {
    survey: changesBetween(headOf(earlier), headOf(later)),
    questions: marked,
    breaksTrend: marked.some(({ breaksTrend }) => breaksTrend),
  };
}

const placedIn = (definition: SurveyDefinition): [string, PlacedQuestion][] =>
  questionsOf(definition).map((placed) => [placed.question.name, placed]);

const headOf = ({ pages: _pages, ...head }: SurveyDefinition): object => head;

const gone = ({ question }: PlacedQuestion): QuestionDiff => ({
  ...said(question),
  kind: 'removed',
  isMoved: false,
  changes: [],
  breaksTrend: false,
});

const said = ({ name, title = name }: SurveyQuestion) => ({ name, title });

function questionDiff(
  before: PlacedQuestion | undefined,
  after: PlacedQuestion,
  isMoved: boolean,
): QuestionDiff | null {
  const { question } = after;
  if (!before) return { ...gone(after), kind: 'added' };
  const changes = [
    ...changesBetween(comparable(before), comparable(after)),
    ...choiceChanges(before.question, question),
  ];
  if (changes.length === 0 && !isMoved) return null;
  const breaksTrend = scaleKeyOf(before.question) !== scaleKeyOf(question);
  return { ...said(question), kind: changes.length > 0 ? 'changed' : 'moved', isMoved, changes, breaksTrend };
}

/** A measure that passes to another question goes on under its name, yet asks something else. */
function withMovedMarks(
  diffs: QuestionDiff[],
  { before, after }: Record<'before' | 'after', Map<string, PlacedQuestion>>,
): QuestionDiff[] {
  const owners = new Map([...before].map(([name, { question }]) => [question.measure, name]));
  return diffs.map((diff) => {
    const measure = after.get(diff.name)?.question.measure;
    if (diff.kind !== 'added' || !measure || measure === 'verbatim') return diff;
    return { ...diff, breaksTrend: owners.has(measure) };
  });
}

/** A question as it is compared: its lists by their values, and the conditions around it as its own. */
function comparable({ question, conditions }: PlacedQuestion): object {
  const { name: _name, visibleIf: _own, ...rest } = question;
  const lists = Object.fromEntries(
    LISTS.flatMap((list) => (itemsIn(rest, list).length > 0 ? [[list, byValue(rest, list)]] : [])),
  );
  return { ...rest, ...lists, visibleIf: conditions.join(' and ') };
}

type Item = { value: string | number; text?: LocalizedText };

/** A comment's `rows` are a number, and no list. */
const itemsIn = (question: object, list: string): Item[] => {
  const items = new Map<string, Item[] | number>(Object.entries(question)).get(list);
  return Array.isArray(items) ? items : [];
};

/** Only what stands in both is compared here; what was added or taken out is said apart. */
const byValue = (question: object, list: string): object =>
  Object.fromEntries(itemsIn(question, list).map(({ value, ...item }) => [String(value), item]));

function choiceChanges(before: SurveyQuestion, after: SurveyQuestion): Change[] {
  return LISTS.flatMap((list) => {
    const [earlier, later] = [itemsIn(before, list), itemsIn(after, list)];
    const missing = (from: Item[], among: Item[]) =>
      from.filter(({ value }) => !among.some((item) => item.value === value));
    return [
      ...missing(later, earlier).map(({ value }) => change('choice', list, { to: value })),
      ...missing(earlier, later).map(({ value }) => change('choice', list, { from: value })),
    ];
  });
}

/** The fewest questions that must have changed place: those outside the longest run kept in order, or on another page. */
function movedNames(
  earlier: string[],
  later: string[],
  isOnOtherPage: (name: string) => boolean,
): ReadonlySet<string> {
  const common = later.filter((name) => earlier.includes(name));
  const stayed = new Set(longestRising(common.map((name) => earlier.indexOf(name))).map((at) => earlier[at]));
  return new Set(common.filter((name) => !stayed.has(name) || isOnOtherPage(name)));
}

function longestRising(numbers: number[]): number[] {
  const best: number[][] = [];
  for (const [at, number] of numbers.entries()) {
    const before = best.slice(0, at).filter((run) => (run.at(-1) ?? number) < number);
    const longest = before.reduce((most, run) => (run.length > most.length ? run : most), []);
    best.push([...longest, number]);
  }
  return best.reduce((most, run) => (run.length > most.length ? run : most), []);
}
