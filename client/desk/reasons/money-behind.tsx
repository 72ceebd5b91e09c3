import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Way } from '../components/way.tsx';
import { useFormat } from '../use-format.ts';
import styles from './money-behind.module.css';
import { useQuestion, type ReasonFigures } from './reasons-data.ts';
import type { Span } from './span.ts';

type Row = Pick<ReasonFigures['categories'][number], 'category' | 'count' | 'money'>;

/** What each category puts at risk, or has cost: monthly revenue, each currency for itself. */
export function MoneyBehind({ figures, span }: { figures: ReasonFigures; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { monthAndYear } = useFormat();
  const { atRisk } = figures;
  const rows: Row[] = (atRisk ?? figures).categories.filter(({ count }) => count !== 0);
  const title = t(atRisk ? 'risk.title' : 'risk.lost');
  const note = atRisk ? t('risk.note', { month: monthAndYear(atRisk.month) }) : t('risk.lostNote');
  if (rows.length === 0) return null;
  return (
    <Section title={title} aside={note}>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <MoneyRow
            key={row.category}
            row={row}
            span={atRisk ? { from: atRisk.month, to: atRisk.month } : span}
          />
        ))}
      </ul>
    </Section>
  );
}

function MoneyRow({ row: { category, count, money }, span }: { row: Row; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const format = useFormat();
  const reasonLabel = useReasonLabel();
  const { to } = useQuestion();
  const isTold = money !== null && typeof count === 'number';
  return (
    <li>
      <Way to={to({ category, ...span })} className={styles.row}>
        <span>
          {reasonLabel(category)}{' '}
          <small>{isTold ? t('risk.named', { count, n: format.number(count) }) : t('risk.tooFew')}</small>
        </span>
        <span className={styles.money}>
          {isTold && money.length > 0
            ? money.map(({ amountMinor, currency }) => (
                <bdi key={currency}>{format.money(amountMinor, currency, true)}</bdi>
              ))
            : '–'}
        </span>
      </Way>
    </li>
  );
}
