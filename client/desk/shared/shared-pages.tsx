import { useTranslation } from 'react-i18next';
import { Columns } from '../components/section.tsx';
import { Asked } from '../overview/asked.tsx';
import { Courses } from '../overview/courses.tsx';
import { Headline } from '../overview/headline.tsx';
import { KeyFigures } from '../overview/key-figures.tsx';
import { Why } from '../overview/why.tsx';
import { AllReasons } from '../reasons/all-reasons.tsx';
import { ReasonsTitle } from '../reasons/reasons-title.tsx';
import type { SharedView, Shown } from './shared-data.ts';

/** Each page that can be shared, made of the same parts as on the desk. */
export function SharedFigures({ shown }: { shown: SharedView['shown'] }) {
  if (shown.page === 'overview') return <SharedOverview shown={shown} />;
  return <SharedReasons shown={shown} />;
}

function SharedOverview({ shown: { month, figures } }: { shown: Shown<'overview'> }) {
  if (month === null || figures === null) return <Nothing />;
  return (
    <>
      <Headline figures={figures} />
      <KeyFigures figures={figures} month={month} />
      <Columns>
        <div>
          <Courses figures={figures} />
          <Asked figures={figures} />
        </div>
        <div>
          <Why source="departures" reasons={figures.left} month={month} />
          <Why source="responses" reasons={figures.named} month={month} />
        </div>
      </Columns>
    </>
  );
}

function SharedReasons({ shown: { source, from, to, figures } }: { shown: Shown<'reasons'> }) {
  if (figures === null || from === null || to === null) return <Nothing />;
  const span = { from, to };
  return (
    <>
      <ReasonsTitle source={source} figures={figures} span={span} />
      <AllReasons figures={figures} source={source} span={span} />
    </>
  );
}

function Nothing() {
  const { t } = useTranslation('views');
  return <p className="soft">{t('shared.nothing')}</p>;
}
