import { useTranslation } from 'react-i18next';
import { startSmall } from '#client/locales/sentence.ts';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import type { StaffViewFigures } from './staff-view-page.tsx';

/** Which reason the staff do not see, in words; or why nothing can be said. */
export function StaffViewTitle({ figures: { unseen, customers, staff } }: { figures: StaffViewFigures }) {
  const { t } = useTranslation('staff-view');
  const { number } = useFormat();
  const reasonLabel = useReasonLabel();
  const told = (n: number | '<5' | 'withheld') => (typeof n === 'number' ? number(n) : '<5');
  const note = t('note', { customers: told(customers), staff: told(staff) });
  if (staff === 0) return <PageTitle note={note}>{t('title.nobodyAsked')}</PageTitle>;
  if (typeof staff !== 'number' || typeof customers !== 'number' || customers === 0)
    return <PageTitle note={note}>{t('title.tooFew')}</PageTitle>;
  if (unseen === null) return <PageTitle note={note}>{t('title.alike')}</PageTitle>;
  const reason = startSmall(reasonLabel(unseen.category));
  const text =
    unseen.times === null
      ? t('title.unseen', { reason })
      : t('title.times', { reason, times: number(unseen.times) });
  return (
    <PageTitle note={note}>
      <MarkedText text={text} />
    </PageTitle>
  );
}
