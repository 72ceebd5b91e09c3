import { useTranslation } from 'react-i18next';
import { OverlapGrid, type Overlap } from '../components/overlap-grid.tsx';
import { Section } from '../components/section.tsx';
import styles from './together.module.css';
import { useQuestion, type ReasonFigures } from './reasons-data.ts';
import type { Span } from './span.ts';

const bigThree = ['price', 'service', 'competitor'] as const;

/** Price, service and competitor, two by two (R2): who named both hardly ever comes back. */
export function Together({ cells, span }: { cells: NonNullable<ReasonFigures['overlap']>; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { to } = useQuestion();
  const overlaps = cells.flatMap(({ one, both, count }): Overlap[] => {
    const [of, other] = [bigThree.find((big) => big === one), bigThree.find((big) => big === both)];
    if (!of || !other || typeof count !== 'number') return [];
    const where = of === other ? { category: of } : { category: of, with: other };
    return [{ of, with: other, customers: count, to: to({ ...where, ...span }) }];
  });
  return (
    <Section title={t('overlap.title')}>
      {overlaps.length === 0 ? (
        <p className="soft">{t('overlap.tooFew')}</p>
      ) : (
        <OverlapGrid overlaps={overlaps} />
      )}
      {overlaps.length === 0 ? null : <p className={styles.note}>{t('overlap.note')}</p>}
    </Section>
  );
}
