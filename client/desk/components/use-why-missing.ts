import { useTranslation } from 'react-i18next';

type Figure = { value: number | null; n: number | '<5' | 'withheld'; hidden: 'too-few' | 'withheld' | null };

/** Why a figure is not there, in words; `null` where it is. */
export function useWhyMissing() {
  const { t } = useTranslation(['overview', 'desk']);
  return ({ value, hidden }: Figure): string | null => {
    if (hidden === 'too-few') return t('figure.tooFew');
    if (hidden === 'withheld') return t('figure.withheld');
    return value === null ? t('desk:figure.none') : null;
  };
}
