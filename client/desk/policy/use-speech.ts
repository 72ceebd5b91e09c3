import { useTranslation } from 'react-i18next';
import { markedReason, isReasonCategory } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useProgramName } from '../components/use-names.ts';
import { useDepartmentLabel } from '../departments.ts';
import { usePrograms } from '../programs/programs-data.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import type { Part } from './policies-data.ts';
import type { Speech } from './policy-sentence.ts';

/** Speaks of policies in the desk's language and the company's own names. */
export function useSpeech(): Speech {
  const { t } = useTranslation(['policies', 'why']);
  const format = useFormat();
  const { currency } = useSession().company;
  const reason = useReasonLabel();
  const department = useDepartmentLabel();
  const programName = useProgramName();
  const { data: programs } = usePrograms();
  const ofReason = (value: string) => {
    const marked = markedReason(value);
    return marked ? reason(marked.category, marked.detail) : value;
  };
  const names: Partial<Record<Part, (value: string) => string>> = {
    measures: (value) => t(`why:measure.${value}`),
    categories: (value) => (isReasonCategory(value) ? reason(value) : value),
    reasons: ofReason,
    departments: department,
    tiers: (value) => t(`why:tier.${value}`),
    programs: (value) => {
      const program = programs?.find(({ id }) => id === value);
      return program ? programName(program) : value;
    },
  };
  return { t, format, currency, nameOf: (part, value) => names[part]?.(value) ?? value };
}
