import type { ReasonCategory } from '#surveys/reasons.ts';
import { calibration, confidenceOf } from './calibration.ts';
import { competitorIn, type Competitors, type NamedCompetitor } from './competitor.ts';
import { isLearned, languageOf, type ReadLanguage } from './language.ts';
import { readerClasses } from './lesson.ts';
import { quoteOf, type Span } from './quote.ts';
import type { Judged, ReasonModel } from './reason-model.ts';
import { wordsOf } from './word.ts';

export interface ReadReason {
  category: ReasonCategory;
  detail: string | null;
  confidence: number;
  /** Where the words that show it stand. */
  quote: Span | null;
}

export interface Reading {
  language: ReadLanguage | null;
  /** `inferred`: a reason is named. `no-reason`: there is none in the words. `unsorted`: not sure. */
  state: 'inferred' | 'no-reason' | 'unsorted';
  confidence: number;
  /** The likeliest first; none unless inferred. */
  categories: ReadReason[];
  competitor: NamedCompetitor | null;
}

/** What a text tells of why its writer is unhappy. */
export function read(text: string, model: ReasonModel, competitors: Competitors | null = null): Reading {
  const words = wordsOf(text);
  const competitor = competitors && competitorIn(words, competitors);
  const judged = model.judge(words, competitor);
  const { probabilities } = judged;
  const order = [...probabilities.keys()].toSorted(
    (a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0),
  );
  const [first = readerClasses.length - 1, second = first] = order;
  const confidence = words.length === 0 ? 1 : confidenceOf(probabilities[first] ?? 0);
  const found = {
    language: languageOf(words),
    confidence,
    competitor,
  };
  if (words.length > 0 && confidence < leastOf(found.language))
    return { state: 'unsorted', categories: [], ...found };
  if (words.length === 0 || isNone(first)) return { state: 'no-reason', categories: [], ...found };
  const isSecond = !isNone(second) && (probabilities[second] ?? 0) >= calibration.second;
  const named = isSecond ? [first, second] : [first];
  const categories = named.map((c) => reasonOf(judged, model, c)).filter((reason) => reason !== null);
  return { state: 'inferred', categories, ...found };
}

/** It has no lessons in other languages, and what it takes for words of reasons there may be chance. */
const leastOf = (language: ReadLanguage | null): number =>
  language === null || isLearned(language) ? calibration.threshold : calibration.foreign;

const isNone = (c: number): boolean => readerClasses[c] === 'none';

function reasonOf(judged: Judged, model: ReasonModel, c: number): ReadReason | null {
  const category = readerClasses[c];
  if (!category || category === 'none') return null;
  return {
    category,
    detail: sureDetail(judged, model, category),
    confidence: confidenceOf(judged.probabilities[c] ?? 0),
    quote: quoteOf(judged.words, model.contributions(judged, c)),
  };
}

function sureDetail(judged: Judged, model: ReasonModel, category: ReasonCategory): string | null {
  const { detail, probability } = model.detailOf(judged, category);
  return probability < calibration.detail ? null : detail;
}
