import { readerClasses, classesOf, type Lesson } from '#server/understand/reading/lesson.ts';
import { read, type Reading } from '#server/understand/reading/reading.ts';
import type { ReasonModel } from '#server/understand/reading/reason-model.ts';

export interface Scored {
  language: string;
  kind: string;
  text: string;
  gold: string[];
  reading: Reading;
  /** What it was put under first; nothing where the reader was not sure. */
  answer: string | null;
  isRight: boolean;
  isExact: boolean;
}

export interface Text extends Lesson {
  language: string;
  kind: string;
}

export const scoreOf = (texts: Text[], model: ReasonModel): Scored[] =>
  texts.map((text) => scored(text, read(text.text, model)));

/** Right: the first category is one of those it was labelled with, and a text without a reason is said to have none. */
export function scored({ language, kind, text, ...lesson }: Text, reading: Reading): Scored {
  const gold: string[] = classesOf(lesson).map((c) => readerClasses[c] ?? '');
  const named = reading.categories.map(({ category }) => category as string);
  const said = reading.state === 'no-reason' ? ['none'] : named;
  const answer = said[0] ?? null;
  return {
    language,
    kind,
    text,
    gold,
    reading,
    answer,
    isRight: answer !== null && gold.some((name) => name === answer),
    isExact: said.length === gold.length && gold.every((name) => said.some((each) => each === name)),
  };
}

export interface Figures {
  n: number;
  coverage: number;
  accuracy: number;
}

/** Coverage: the share that was answered. Accuracy: the share of those that is right. */
export function figuresOf(scores: Scored[]): Figures {
  const answered = scores.filter(({ answer }) => answer !== null);
  const right = answered.filter(({ isRight }) => isRight);
  return {
    n: scores.length,
    coverage: answered.length / scores.length,
    accuracy: right.length / answered.length,
  };
}

export function by<T>(scores: Scored[], key: (score: Scored) => T): [T, Scored[]][] {
  const groups = new Map<T, Scored[]>();
  for (const score of scores) groups.set(key(score), [...(groups.get(key(score)) ?? []), score]);
  return [...groups];
}
