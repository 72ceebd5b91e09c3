import { CODEBOOK, REASON_CATEGORIES, type ReasonCategory } from '#surveys/codebook.ts';
import type { Cues } from './cue.ts';
import { featureBits, featuresOf, type Features, type Named } from './feature.ts';
import { classesOf, readerClasses, type Lesson } from './lesson.ts';
import { LinearModel, probabilitiesOf, type Example } from './linear-model.ts';
import { wordsOf, type Word } from './word.ts';

/** Every detail of the codebook, as `category/detail`. */
export const readerDetails: string[] = REASON_CATEGORIES.flatMap((category) =>
  Object.keys(CODEBOOK[category]).map((detail) => `${category}/${detail}`),
);

const detailBits = 15;
const detailMask = 2 ** detailBits - 1;
const baseTraining = { epochs: 5, rate: 0.2, decay: 1e-4 };
const detailTraining = { epochs: 3, rate: 0.25, decay: 1e-5 };
const taughtTraining = { epochs: 6, rate: 0.25, decay: 0 };
/** So often a lesson of the company is learned for every one that is repeated. */
const timesTaught = 4;

export interface Judged {
  words: Word[];
  features: Features;
  /** Of each of `readerClasses`. */
  probabilities: Float32Array;
}

/** Knows reasons by the words for them. Learned from lessons, and goes on learning from those of a company. */
export class ReasonModel {
  private constructor(
    private readonly cues: Cues,
    private readonly categories: LinearModel,
    private readonly details: LinearModel,
  ) {}

  static learn(lessons: Lesson[], cues: Cues): ReasonModel {
    const model = new ReasonModel(
      cues,
      new LinearModel(readerClasses.length, 2 ** featureBits),
      new LinearModel(readerDetails.length, 2 ** detailBits),
    );
    const read = model.#read(lessons);
    model.categories.train(
      read.map(({ ofCategories }) => ofCategories),
      baseTraining,
    );
    model.details.train(
      read.flatMap(({ ofDetails }) => ofDetails),
      detailTraining,
    );
    return model;
  }

  /** A model of its own that knows these lessons too; some of the old ones are repeated, so that none is forgotten. */
  taught(lessons: Lesson[], repeated: Lesson[]): ReasonModel {
    const model = new ReasonModel(this.cues, this.categories.copy(), this.details.copy());
    const taught = model.#read(lessons);
    const read = [...Array.from({ length: timesTaught }, () => taught).flat(), ...model.#read(repeated)];
    model.categories.train(
      read.map(({ ofCategories }) => ofCategories),
      taughtTraining,
    );
    model.details.train(
      read.flatMap(({ ofDetails }) => ofDetails),
      taughtTraining,
    );
    return model;
  }

  /** `named`: where a competitor of the company is named, whatever it is called. */
  judge(words: Word[], named: Named = null): Judged {
    const features = featuresOf(words, this.cues, named);
    const probabilities = probabilitiesOf(this.categories.scores(features));
    return { words, features, probabilities };
  }

  /** The likeliest detail below a category, and how likely it is once the category is right. */
  detailOf({ features }: Judged, category: ReasonCategory): { detail: string; probability: number } {
    const among = detailsUnder(category);
    const probabilities = probabilitiesOf(this.details.scores(coarse(features), among));
    const best = probabilities.indexOf(Math.max(...probabilities));
    const name = readerDetails[among[0] + best] ?? '';
    return { detail: name.slice(category.length + 1), probability: probabilities[best] ?? 0 };
  }

  /** How much each word speaks for a class, against what it says for the others. */
  contributions({ words, features }: Judged, c: number): Float32Array {
    const sums = new Float32Array(words.length);
    const { ids, values, from, to } = features;
    for (let at = 0; at < ids.length; at++) {
      const [first, end] = [from[at] ?? 0, to[at] ?? 0];
      if (end === first) continue;
      const share = ((values[at] ?? 0) * this.#against(ids[at] ?? 0, c)) / (end - first);
      for (let word = first; word < end; word++) sums[word] = (sums[word] ?? 0) + share;
    }
    return sums;
  }

  #against(id: number, c: number): number {
    const { classes } = this.categories;
    let others = 0;
    for (let other = 0; other < classes; other++)
      if (other !== c) others += this.categories.weightOf(id, other);
    return this.categories.weightOf(id, c) - others / (classes - 1);
  }

  #read(lessons: Lesson[]) {
    return lessons.map((lesson) => {
      const features = featuresOf(wordsOf(lesson.text), this.cues);
      const ofCategories: Example = { features, classes: classesOf(lesson) };
      return { ofCategories, ofDetails: detailExamples(lesson, coarse(features)) };
    });
  }
}

/** A detail is told only from the others of its category. */
function detailExamples({ reasons }: Lesson, features: Example['features']): Example[] {
  return reasons.flatMap(({ category, detail }) => {
    const c = readerDetails.indexOf(`${category}/${detail}`);
    return c < 0 ? [] : [{ features, classes: [c], among: detailsUnder(category) }];
  });
}

const spans = new Map(REASON_CATEGORIES.map((category) => [category, spanOf(category)]));

function spanOf(category: ReasonCategory): readonly [number, number] {
  const isUnder = (name: string) => name.startsWith(`${category}/`);
  return [readerDetails.findIndex(isUnder), readerDetails.findLastIndex(isUnder) + 1];
}

const detailsUnder = (category: ReasonCategory): readonly [number, number] => spans.get(category) ?? [0, 0];

const coarse = ({ ids, values }: Features) => ({ ids: ids.map((id) => id & detailMask), values });
