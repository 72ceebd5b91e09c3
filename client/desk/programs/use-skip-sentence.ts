import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { skipSentence, type Skipped } from './skip-sentence.ts';

const dayMilliseconds = 86_400_000;

/** Why a customer was not asked, as a sentence in the desk's language. */
export function useSkipSentence(): (skipped: Skipped) => string {
  const { t } = useTranslation('programs');
  const { days, number, relative } = useFormat();
  const daysFromNow = (count: number) => {
    const now = new Date();
    return relative(new Date(now.getTime() + count * dayMilliseconds), now);
  };
  return (skipped) => skipSentence(skipped, { t, days, number, daysFromNow });
}
