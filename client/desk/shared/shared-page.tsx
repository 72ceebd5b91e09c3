import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { isLanguage, LANGUAGES } from '#surveys/languages.ts';
import { ApiProblem } from '../api.ts';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useProgramName } from '../components/use-names.ts';
import { WithoutWays } from '../components/way.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { OpenPage } from '../open-page.tsx';
import { useFormat } from '../use-format.ts';
import { useFilterSentence } from '../views/use-filter-sentence.ts';
import { useSharedView, type SharedView } from './shared-data.ts';
import styles from './shared-page.module.css';
import { SharedFigures } from './shared-pages.tsx';

/** Figures for somebody without an account, as a colleague chose them. */
export function Component() {
  const { token = '' } = useParams();
  const { ready } = useTranslation([
    'views',
    'overview',
    'reasons',
    'departments',
    'drivers',
    'departures',
    'compensation',
    'desk',
  ]);
  const { data, error } = useSharedView(token);
  if (error) return <NotOpen error={error} />;
  if (!data || !ready) return <LoadingShape />;
  return <View view={data} />;
}

function NotOpen({ error }: { error: Error }) {
  const { t } = useTranslation('views');
  const isTooMany = error instanceof ApiProblem && error.status === 429;
  return (
    <OpenPage title={t(isTooMany ? 'shared.slow' : 'shared.gone')}>
      <p>{t(isTooMany ? 'shared.slowText' : 'shared.goneText')}</p>
    </OpenPage>
  );
}

function View({ view }: { view: SharedView }) {
  const { t } = useTranslation('views');
  const { dayOf } = useFormat();
  const sentence = useSentence(view);
  return (
    <div className={styles.page}>
      <title>{`${view.name} · ${view.company.name}`}</title>
      <header className={styles.head}>
        <p className={styles.name}>
          <b>
            <bdi>{view.name}</bdi>
          </b>
          <span>{t('shared.by', { company: `\u2068${view.company.name}\u2069` })}</span>
        </p>
        <div className="no-print">
          <LanguageSwitch />
        </div>
      </header>
      <main>
        {sentence ? <p className={styles.filters}>{sentence}</p> : null}
        <WithoutWays>
          <SharedFigures shown={view.shown} />
        </WithoutWays>
      </main>
      <footer className={styles.foot}>{t('shared.until', { day: dayOf(new Date(view.expiresAt)) })}</footer>
    </div>
  );
}

function useSentence({ filters }: SharedView): string | null {
  const { i18n } = useTranslation('views');
  const programName = useProgramName();
  const sentenceOf = useFilterSentence();
  const { programName: name, departmentLabels: labels, ...asked } = filters;
  const given: Record<string, string | undefined> = asked;
  const { program = '', department = '' } = given;
  const language = isLanguage(i18n.language) ? i18n.language : undefined;
  const other = LANGUAGES.find((one) => labels[one]);
  return sentenceOf(given, {
    program: programName({ id: program, name }),
    department: (language && labels[language]) || (other && labels[other]) || department,
  });
}
