import { useTranslation } from 'react-i18next';
import { IntervalBar } from '../components/interval-bar.tsx';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { useQuestion, type ReasonFigures } from './reasons-data.ts';
import styles from './sides.module.css';
import { Way } from '../components/way.tsx';
import type { Span } from './span.ts';

type SideFigure = NonNullable<ReasonFigures['sides']>[number];
const sides = ['stated', 'inferred', 'confirmed'] as const;

/** How each reason came to be known: chosen, read from the words, or confirmed by a person. */
export function Sides({ figures, span }: { figures: SideFigure[]; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const told = figures.filter((figure) => sides.some((side) => hasCount(figure[side])));
  const widest = Math.max(
    0.01,
    ...told.flatMap((figure) => sides.map((side) => figure[side].share.interval?.high ?? 0)),
  );
  return (
    <Section title={t('sides.title')} aside={t('bars.note')}>
      {told.length === 0 ? (
        <p className="soft">{t('sides.none')}</p>
      ) : (
        <table className={styles.sides}>
          <caption className="visually-hidden">{t('sides.title')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('bars.title')}</span>
              </th>
              {sides.map((side) => (
                <th key={side} scope="col">
                  {t(`sides.${side}`)} <small>{t(`sides.how.${side}`)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map((figure) => (
              <SideRow key={figure.category} figure={figure} widest={widest} span={span} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

const hasCount = ({ count }: SideFigure['stated']) => typeof count === 'number' && count > 0;

function SideRow({ figure, widest, span }: { figure: SideFigure; widest: number; span: Span }) {
  const reasonLabel = useReasonLabel();
  const { to } = useQuestion();
  return (
    <tr>
      <th scope="row">
        <Way to={to({ category: figure.category, ...span })}>{reasonLabel(figure.category)}</Way>
      </th>
      {sides.map((side) => (
        <SideCell key={side} figure={figure[side]} widest={widest} />
      ))}
    </tr>
  );
}

function SideCell({ figure: { count, share }, widest }: { figure: SideFigure['stated']; widest: number }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { number, percent } = useFormat();
  if (share.value === null || !share.interval || typeof count !== 'number' || count === 0) return <td>–</td>;
  const { low, high } = share.interval;
  const scale = 0.9 / widest;
  return (
    <td title={t('desk:chart.range', { low: percent(low), high: percent(high) })}>
      <IntervalBar share={share.value * scale} low={low * scale} high={high * scale} />
      <span className={styles.share}>
        <b>{percent(share.value)}</b> <small>{number(count)}</small>
        <span className="visually-hidden">
          , {t('desk:chart.between')}: {t('desk:chart.range', { low: percent(low), high: percent(high) })}
        </span>
      </span>
    </td>
  );
}
