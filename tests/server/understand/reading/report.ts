import { baseModel } from '#server/understand/reading/lessons.ts';
import { readerClasses } from '#server/understand/reading/lesson.ts';
import { read } from '#server/understand/reading/reading.ts';
import { heldOutTexts } from './held-out-texts.ts';
import { by, figuresOf, scoreOf, type Scored } from './score.ts';

/** Prints the tables of docs/reason-quality.md. */
function report(): void {
  const texts = heldOutTexts();
  const began = process.cpuUsage();
  const model = baseModel();
  const learned = process.cpuUsage(began).user / 1000;
  const scores = scoreOf(texts, model);
  table('language', [['all', scores], ...by(scores, ({ language }) => language)]);
  table(
    'category',
    by(scores, ({ gold }) => gold.join('+'))
      .toSorted(([, a], [, b]) => b.length - a.length)
      .filter(([, { length }]) => length >= 4),
  );
  table(
    'kind of text',
    by(scores, ({ kind }) => kind),
  );
  table(
    'language and kind',
    by(scores, ({ language, kind }) => `${language} ${kind}`),
  );
  confusion(scores);
  calibration(scores);
  const two = scores.filter(({ answer }) => answer !== null);
  line('the exact set of reasons', percent(two.filter(({ isExact }) => isExact).length, two.length));
  for (let round = 0; round < 5; round++) for (const { text } of texts) read(text, model);
  const from = process.cpuUsage();
  for (let round = 0; round < 10; round++) for (const { text } of texts) read(text, model);
  const { user } = process.cpuUsage(from);
  line('reading a text', `${Math.round(user / (texts.length * 10))} µs of a processor`);
  line('learning', `${Math.round(learned)} ms of a processor`);
}

const line = (...cells: unknown[]): void => void process.stdout.write(`| ${cells.join(' | ')} |\n`);
const percent = (n: number, of: number): string => (of === 0 ? '–' : `${((100 * n) / of).toFixed(1)} %`);

function table(head: string, groups: [string, Scored[]][]): void {
  line(head, 'n', 'answered', 'of these right');
  for (const [name, scores] of groups) {
    const { n, coverage, accuracy } = figuresOf(scores);
    line(name, n, percent(coverage, 1), percent(accuracy, 1));
  }
}

function confusion(scores: Scored[]): void {
  line('labelled, read as', ...readerClasses, 'unsorted');
  for (const gold of readerClasses) {
    const mine = scores.filter((score) => score.gold.length === 1 && score.gold[0] === gold);
    line(
      gold,
      ...[...readerClasses, null].map((said) => mine.filter(({ answer }) => answer === said).length),
    );
  }
}

function calibration(scores: Scored[]): void {
  line('confidence', 'n', 'right', 'mean confidence');
  for (const [from, to] of [
    [0.62, 0.7],
    [0.7, 0.8],
    [0.8, 0.9],
    [0.9, 0.95],
    [0.95, 1.01],
  ] as const) {
    const mine = scores.filter(
      ({ answer, reading }) => answer !== null && reading.confidence >= from && reading.confidence < to,
    );
    const mean = mine.reduce((sum, { reading }) => sum + reading.confidence, 0) / mine.length;
    line(
      `${from}–${Math.min(to, 1)}`,
      mine.length,
      percent(mine.filter(({ isRight }) => isRight).length, mine.length),
      mean.toFixed(2),
    );
  }
}

report();
