import type { Translate } from './condition-sentence.ts';

/** Why a customer was not asked: a code, and the facts its sentence may name. */
export interface Skipped {
  code: string;
  facts?: Record<string, string | number> | null | undefined;
}

export interface SkipSpeech {
  t: Translate;
  days: (count: number) => string;
  number: (value: number) => string;
  /** How long ago, or in how long, such a number of days is. */
  daysFromNow: (days: number) => string;
}

/** Why a customer was not asked, as a sentence; with all its facts it tells them too. */
export function skipSentence({ code, facts }: Skipped, speech: SkipSpeech): string {
  const known = facts ?? {};
  const told = withFacts[code]?.(known, speech);
  return told ?? speech.t(`programs:skip.${code}`, { defaultValue: code });
}

type Told = (facts: Record<string, string | number>, speech: SkipSpeech) => string | null;

const withFacts: Record<string, Told> = {
  suppressed: ({ reason }, { t }) =>
    reason === undefined ? null : t(`programs:skip.suppressedFor.${reason}`, { defaultValue: reason }),
  'asked-recently': ({ days, quietPeriodDays }, { t, days: told, daysFromNow }) =>
    typeof days !== 'number' || typeof quietPeriodDays !== 'number'
      ? null
      : t('programs:skip.asked-recently-at', { ago: daysFromNow(-days), quiet: told(quietPeriodDays) }),
  'asked-soon': ({ days, quietPeriodDays }, { t, days: told, daysFromNow }) =>
    typeof days !== 'number' || typeof quietPeriodDays !== 'number'
      ? null
      : t('programs:skip.asked-soon-at', { when: daysFromNow(days), quiet: told(quietPeriodDays) }),
  'contact-cap': ({ channel, made, count, days }, { t, days: told, number }) =>
    typeof days !== 'number' || typeof made !== 'number' || typeof count !== 'number'
      ? null
      : t(`programs:skip.contact-cap-at.${channel}`, {
          count,
          n: number(count),
          made: number(made),
          days: told(days),
        }),
};
