import { detailsOf, REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { useTranslation } from 'react-i18next';
import { offeredDetails, useCodebook } from '../codebook.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';

/** Every reason there is, by its category, for a field to choose from: `category/detail`, or the category alone. */
export function useReasonOptions() {
  const { t } = useTranslation('case');
  const label = useReasonLabel();
  const { data: codebook } = useCodebook();
  const detailsIn = (category: ReasonCategory) =>
    codebook ? offeredDetails(codebook, category).map(({ code }) => code) : detailsOf(category);
  return REASON_CATEGORIES.map((category) => ({
    group: label(category),
    items: [
      ...detailsIn(category).map((detail) => ({
        value: `${category}/${detail}`,
        label: label(category, detail),
      })),
      { value: category, label: t('reasons.whole', { category: label(category) }) },
    ],
  }));
}
