import { useTranslation } from 'react-i18next';

type Figure = { value: number | null; n: number | '<5' | 'withheld'; hidden: 'too-few' | 'withheld' | null };

/** Why a figure is not there, in words; `null` where it is. */
export function useWhyMissing() {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  return ({ value, hidden }: Figure): string | null => {
    if (hidden === 'too-few') return t('overview:figure.tooFew');
    if (hidden === 'withheld') return t('overview:figure.withheld');
    return value === null ? t('desk:figure.none') : null;
  };
}
