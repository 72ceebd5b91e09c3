import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#db/project-root.ts';
import { Cues, parseCues } from './cue.ts';
import { Learner } from './learner.ts';
import { parseLessons, type Lesson } from './lesson.ts';
import { ReasonModel } from './reason-model.ts';

const folder = join(projectRoot, 'server/understand/reading');

/** The lessons that Amends comes with, of all languages. */
export function shippedLessons(): Lesson[] {
  return filesIn('lessons').flatMap((path) => parseLessons(readFileSync(path, 'utf8')));
}

export function shippedCues(): Cues {
  return new Cues(filesIn('cues').flatMap((path) => parseCues(readFileSync(path, 'utf8'))));
}

let base: ReasonModel | undefined;

/** What every company begins with. The same files make the same model, so it is learned once in a thread. */
export function baseModel(): ReasonModel {
  return (base ??= ReasonModel.learn(shippedLessons(), shippedCues()));
}

const filesIn = (name: string): string[] =>
  readdirSync(join(folder, name))
    .toSorted()
    .map((file) => join(folder, name, file));

const repeatedEvery = 12;

/** A reader for one company. */
export const newLearner = (): Learner =>
  new Learner(
    baseModel(),
    shippedLessons().filter((_, at) => at % repeatedEvery === 0),
  );
