import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';

export type Skipped = {
  code: string;
  because?: string | null;
  days?: number | null;
  quietPeriodDays?: number;
};

const dayMilliseconds = 86_400_000;

/** Why a customer was not asked, as a sentence; with `days` also how long ago she was asked. */
export function useSkipSentence() {
  const { t } = useTranslation('programs');
  const { relative } = useFormat();
  const days = useDays();
  return ({ code, because, days: askedDaysAgo, quietPeriodDays = 30 }: Skipped): string => {
    if (code === 'suppressed') return t(`skip.suppressed.${because ?? 'by-hand'}`);
    const quiet = days(quietPeriodDays);
    if (code !== 'asked-recently' || askedDaysAgo === undefined || askedDaysAgo === null) {
      return t(`skip.${code}`, { quiet });
    }
    const now = new Date();
    const ago = relative(new Date(now.getTime() - askedDaysAgo * dayMilliseconds), now);
    return t('skip.asked-recently-at', { ago, quiet });
  };
}

/** "14 days", in the desk's language and its plural. */
export function useDays() {
  const { i18n } = useTranslation('programs');
  const tag = i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language;
  const unit = new Intl.NumberFormat(tag, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  return (days: number) => unit.format(days);
}
