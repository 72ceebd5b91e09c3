import { readerClasses } from '#server/understand/reading/lesson.ts';
import { shippedCues, shippedLessons } from '#server/understand/reading/lessons.ts';
import { ReasonModel } from '#server/understand/reading/reason-model.ts';
import { wordsOf } from '#server/understand/reading/word.ts';
import { classesOf } from '#server/understand/reading/lesson.ts';

const folds = 5;

/**
 * Reads every lesson by a model that has not learned from it, and prints what `calibration.ts` is made from: the line
 * that turns the model's probability into a confidence, and what each threshold would answer and get right.
 */
function crossValidate(): void {
  const cues = shippedCues();
  const all = shippedLessons();
  const foldOf = (at: number) => (at * 7 + Math.floor(at / 5)) % folds;
  const told = Array.from({ length: folds }, (_, fold) => {
    const model = ReasonModel.learn(
      all.filter((_, at) => foldOf(at) !== fold),
      cues,
    );
    return all
      .filter((_, at) => foldOf(at) === fold)
      .map((lesson) => {
        const { probabilities } = model.judge(wordsOf(lesson.text));
        const best = Math.max(...probabilities);
        const isRight = classesOf(lesson).includes(probabilities.indexOf(best));
        const gold = classesOf(lesson);
        return { best, isRight, probabilities, gold };
      });
  }).flat();
  const { slope, offset } = lineThrough(told);
  console.log({ n: told.length, slope, offset });
  for (let threshold = 0.5; threshold < 0.95; threshold += 0.02) {
    const answered = told.filter(({ best }) => sigmoid(slope * logit(best) + offset) >= threshold);
    const right = answered.filter(({ isRight }) => isRight).length;
    console.log(
      threshold.toFixed(2),
      'coverage',
      (answered.length / told.length).toFixed(3),
      'accuracy',
      (right / answered.length).toFixed(3),
    );
  }
  for (let second = 0.15; second <= 0.4; second += 0.03)
    console.log('second', second.toFixed(2), exactAt(told, second).toFixed(3));
}

interface Told {
  best: number;
  isRight: boolean;
  probabilities: Float32Array;
  gold: number[];
}

/** How often the set of categories is exact where a reason is named and right. */
function exactAt(told: Told[], second: number): number {
  const none = readerClasses.indexOf('none');
  const named = told.filter(({ isRight, gold }) => isRight && !gold.includes(none));
  const exact = named.filter(({ probabilities, gold }) => {
    const [first = 0, next = 0] = [...probabilities.keys()].toSorted(
      (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
    );
    const said = next !== none && (probabilities[next] ?? 0) >= second ? [first, next] : [first];
    return said.length === gold.length && gold.every((c) => said.includes(c));
  });
  return exact.length / named.length;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const logit = (p: number): number =>
  Math.log(Math.min(Math.max(p, 1e-6), 1 - 1e-6) / (1 - Math.min(Math.max(p, 1e-6), 1 - 1e-6)));

/** Platt's line, by gradient descent. */
function lineThrough(told: Told[]): { slope: number; offset: number } {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 4000; step++) {
    let [bySlope, byOffset] = [0, 0];
    for (const { best, isRight } of told) {
      const error = sigmoid(slope * logit(best) + offset) - Number(isRight);
      bySlope += error * logit(best);
      byOffset += error;
    }
    slope -= (0.5 * bySlope) / told.length;
    offset -= (0.5 * byOffset) / told.length;
  }
  return { slope, offset };
}

crossValidate();
