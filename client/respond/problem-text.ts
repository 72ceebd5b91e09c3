import type { ProblemCode } from '#surveys/gate.ts';
import type { RespondTexts } from './texts.ts';

type ProblemTexts = RespondTexts['problem'];

const TEXT_OF_CODE: Partial<Record<ProblemCode, keyof ProblemTexts>> = {
  required: 'required',
  'off-scale': 'offScale',
  'too-long': 'tooLong',
  'too-many': 'tooMany',
  'too-few': 'tooFew',
  'not-alone': 'notAlone',
  'not-an-email': 'email',
  'not-a-link': 'link',
  'not-a-date': 'date',
  'rows-missing': 'rows',
};

export const problemKey = (code: ProblemCode): keyof ProblemTexts => TEXT_OF_CODE[code] ?? 'other';

/** What a customer reads for a refused answer. */
export const problemText = (code: ProblemCode, texts: Partial<ProblemTexts>): string =>
  texts[problemKey(code)] ?? texts.other ?? '';
