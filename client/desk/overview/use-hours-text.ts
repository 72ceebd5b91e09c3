import { useTranslation } from 'react-i18next';

/** A length of time as people say it: "3 h 10", under an hour "25 min". */
export function useHoursText() {
  const { t } = useTranslation(['overview', 'desk']);
  return (milliseconds: number) => {
    const all = Math.round(milliseconds / 60_000);
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t('minutes', { minutes });
    return t('hours', { hours, minutes: String(minutes).padStart(2, '0') });
  };
}
