import { isReasonCategory } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';

/** What went wrong, `category/detail`, in the codebook's words; empty where it is not known. */
export function useWrongLabel() {
  const reasonLabel = useReasonLabel();
  return (wrong: string | null): string => {
    const [category, detail] = (wrong ?? '').split('/');
    return isReasonCategory(category) ? reasonLabel(category, detail ?? null) : '';
  };
}
