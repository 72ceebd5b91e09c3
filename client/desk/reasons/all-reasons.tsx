import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import tabs from '../components/page-tabs.module.css';
import { ReasonBars } from '../components/reason-bars.tsx';
import { Columns, Section } from '../components/section.tsx';
import { useIsClosed } from '../components/way.tsx';
import { ReasonDrivers } from '../drivers/reason-drivers.tsx';
import { barsOf } from '../overview/reason-bars-of.ts';
import { Excuses } from './excuses.tsx';
import { MoneyBehind } from './money-behind.tsx';
import { ReasonCourses } from './reason-courses.tsx';
import { useQuestion, type ReasonFigures, type Source } from './reasons-data.ts';
import { Sides } from './sides.tsx';
import type { Span } from './span.ts';
import { Together } from './together.tsx';

type Props = { figures: ReasonFigures; source: Source; span: Span };

/** Every category: how many named it, how it moved, what it comes with and what it costs. */
export function AllReasons({ figures, source, span }: Props) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { slice, to } = useQuestion();
  const { source: _, ...narrowing } = slice;
  const bars = barsOf(figures.categories, (category) => to({ category, ...span }));
  const [isLost, isClosed] = [source === 'departures', useIsClosed()];
  return (
    <Columns>
      <div>
        <Section title={t('bars.title')} aside={t(isLost ? 'bars.noteShareLeft' : 'bars.note')}>
          {bars.length === 0 ? (
            <p className="soft">{t('overview:tooFew')}</p>
          ) : (
            <ReasonBars areAllBig bars={bars.map((bar) => ({ ...bar, money: [] }))} />
          )}
        </Section>
        {figures.byMonth.length > 1 ? <ReasonCourses figures={figures} span={span} /> : null}
        {isLost || isClosed ? null : (
          <ReasonDrivers
            question={{ ...narrowing, ...span }}
            to={({ category, detail }) => to({ category, detail, ...span })}
          />
        )}
      </div>
      <div>
        <MoneyBehind figures={figures} span={span} />
        {figures.overlap ? <Together cells={figures.overlap} span={span} /> : null}
        {figures.sides ? <Sides figures={figures.sides} span={span} /> : null}
        {figures.excuses ? <Excuses excuses={figures.excuses} /> : null}
        {isClosed ? null : (
          <p className="no-print">
            <Link to="/staff-view" className={tabs.link}>
              {t('staffView')}
            </Link>
          </p>
        )}
      </div>
    </Columns>
  );
}
