import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '#client/locales/languages.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useDepartmentLabel, useDepartments } from '../departments.ts';

/** What a case can be about, as choices in the reader's words. */
export function useCaseOptions() {
  const { t } = useTranslation('inbox');
  const reasonLabel = useReasonLabel();
  const departmentLabel = useDepartmentLabel();
  const { data: departments } = useDepartments();
  return {
    categories: REASON_CATEGORIES.map((value) => ({ value, label: reasonLabel(value, null) })),
    departments: (departments ?? []).map(({ code }) => ({ value: code, label: departmentLabel(code) })),
    tiers: (['gold', 'silver', 'copper'] as const).map((value) => ({
      value,
      label: t(`desk:tier.${value}`),
    })),
    locales: languages.map((value) => ({ value, label: languageNames[value] })),
    severities: ['1', '2', '3', '4'].map((value) => ({ value, label: t(`severity.${value}`) })),
  };
}
