import { nearestLanguage } from '#client/locales/languages.ts';
import { startSmall } from '#client/locales/sentence.ts';
import { labelOf, type Codebook } from '#server/company/codebook.ts';
import type { Reason } from '#surveys/reasons.ts';
import type { Say } from './mail-texts.ts';

export interface LetterFacts {
  customerName: string;
  /** What went wrong, in the customer's language; null when no reason was named. */
  wrong: string | null;
  /** What was given, as it is written in the customer's language. */
  amount: string | null;
  agentName: string;
  companyName: string;
}

/** The apology an agent starts from (C5): the wrong by its name, what has changed, what is given, and a named person. */
export function draftedLetter(say: Say, facts: LetterFacts): string {
  const { customerName, wrong, amount, agentName, companyName } = facts;
  return [
    say('greeting', { name: customerName }),
    wrong ? say('letter.wrong', { wrong }) : say('letter.wrongPlain'),
    say('letter.changed'),
    ...(amount ? [say('letter.offer', { amount })] : []),
    say('letter.person'),
    say('sign', { name: agentName, company: companyName }),
  ].join('\n\n');
}

/** True while a place to fill in, `[[…]]`, still stands in the letter. */
export function isUnfinished(letter: string): boolean {
  return /\[\[[^\]]*\]\]/.test(letter);
}

/** A wrong of ours by its name, to stand within a sentence; null for a reason that is nobody's wrong, such as a competitor's price. */
export function ourWrongLabel(
  codebook: Codebook,
  reason: { category: Reason['category'] | null; detail: string | null } | null,
  locale: string,
): string | null {
  if (reason?.category !== 'service' && reason?.category !== 'product') return null;
  return startSmall(
    labelOf(codebook, { category: reason.category, detail: reason.detail }, nearestLanguage(locale)),
  );
}
