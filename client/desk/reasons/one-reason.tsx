import { useTranslation } from 'react-i18next';
import { LineWithBand } from '../components/line-with-band.tsx';
import { ReasonBars } from '../components/reason-bars.tsx';
import { Columns, Section } from '../components/section.tsx';
import { linePoints } from '../overview/courses.tsx';
import { detailBarsOf } from '../overview/reason-bars-of.ts';
import { BehindBar } from './behind-bar.tsx';
import { ReasonPath } from './reason-path.tsx';
import { useQuestion, type CategoryFigure, type Source } from './reasons-data.ts';
import styles from './one-reason.module.css';
import type { Span } from './span.ts';

type Props = { figure: CategoryFigure; source: Source; span: Span };

/** One category: its details, how it moved, and the words or people behind it. */
export function OneReason({ figure, source, span }: Props) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { to, detail, with: other } = useQuestion();
  const bars = detailBarsOf(figure, (chosen) =>
    to({ detail: chosen === detail ? null : chosen, with: null }),
  );
  const points = linePoints(figure.byMonth.map(({ month, share }) => ({ month, ...share })));
  return (
    <>
      <ReasonPath category={figure.category} detail={detail} other={other} />
      <Columns>
        <div className={styles.beside}>
          {other ? null : (
            <Section
              title={t('details.title')}
              aside={t(source === 'departures' ? 'bars.noteLeft' : 'bars.note')}
            >
              {bars.length > 0 ? (
                <ReasonBars
                  areAllBig
                  bars={source === 'departures' ? bars : bars.map((bar) => ({ ...bar, money: [] }))}
                />
              ) : (
                <p className="soft">{t('details.none')}</p>
              )}
            </Section>
          )}
          {points.length > 1 ? (
            <LineWithBand title={t('course.title')} note={t('course.note')} points={points} unit="share" />
          ) : null}
        </div>
        <BehindBar category={figure.category} span={span} />
      </Columns>
    </>
  );
}
