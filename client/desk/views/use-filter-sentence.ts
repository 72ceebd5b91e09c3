import { useTranslation } from 'react-i18next';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';

export type Filters = Partial<
  Record<
    | 'source'
    | 'month'
    | 'from'
    | 'to'
    | 'program'
    | 'tier'
    | 'department'
    | 'manager'
    | 'language'
    | 'named'
    | 'segment',
    string | undefined
  >
>;

/** What narrows a page, as a sentence for paper and for people who cannot open the filters; null when nothing does. */
export function useFilterSentence() {
  const { t } = useTranslation(['views', 'desk']);
  const { list, monthAndYear } = useFormat();
  const reason = useReasonText();
  /** `names` has the program's and the department's. */
  return (filters: Filters, names: { program: string; department: string }): string | null => {
    const { source, month, from, to, tier, manager, language, named, segment } = filters;
    const parts = [
      source === 'departures' ? t('filters.left') : null,
      month ? monthAndYear(month) : null,
      from && to
        ? from === to
          ? monthAndYear(to)
          : t('filters.months', { from: monthAndYear(from), to: monthAndYear(to) })
        : null,
      from && !to ? t('filters.from', { month: monthAndYear(from) }) : null,
      to && !from ? t('filters.to', { month: monthAndYear(to) }) : null,
      filters.program ? names.program : null,
      tier ? t(`desk:tier.${tier}`) : null,
      filters.department ? names.department : null,
      manager ? t('filters.manager', { name: manager }) : null,
      language ? t('filters.language', { language: languageNames[nearestLanguage(language)] }) : null,
      named ? reason(named) : null,
      segment ? list(segment.split('+').map(reason)) : null,
    ].filter((part) => part !== null);
    return parts.length > 0 ? t('filters.only', { list: parts.join(' · ') }) : null;
  };
}

function useReasonText() {
  const reasonLabel = useReasonLabel();
  return (code: string): string => {
    const [category = '', detail = null] = code.split('/');
    return isReasonCategory(category) ? reasonLabel(category, detail) : code;
  };
}
