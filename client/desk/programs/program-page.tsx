import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { useProgramName } from '../components/use-names.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { CodesSection } from './codes-section.tsx';
import { ProgramActions } from './program-actions.tsx';
import { ProgramState } from './program-card.tsx';
import styles from './program-card.module.css';
import { useProgram, type Program } from './programs-data.ts';
import { usePartSentences } from './use-program-sentences.ts';
import { useSurveyNameOf } from './use-survey-choices.ts';
import { WaveTable } from './wave-table.tsx';

/** One program: its whole rule in words, and all its waves. */
export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useProgram(id);
  if (data) return <ProgramPage program={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function ProgramPage({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const programName = useProgramName();
  const { actor } = useSession();
  return (
    <>
      <PageTitle
        above={<Link to="/programs">{t('wave.back')}</Link>}
        note={<ProgramState program={program} />}
        actions={<ProgramActions program={program} />}
      >
        <bdi>{programName(program)}</bdi>
      </PageTitle>
      <Rules program={program} />
      {program.isAnonymous && isAtLeast(actor.role, 'manager') ? <CodesSection program={program} /> : null}
      <Section
        title={t('waves.title')}
        aside={program.channel === 'call' ? <Link to="/calls">{t('waves.calls')}</Link> : null}
      >
        <WaveTable waves={program.waves} />
      </Section>
    </>
  );
}

function Rules({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const surveyNameOf = useSurveyNameOf();
  const { whom, when, closes, reward, reminders, sample } = usePartSentences();
  const isMailed = program.channel === 'email';
  const survey = surveyNameOf(program.surveyId);
  const rules: [string, string][] = [
    [t('editor.what'), `${survey}. ${program.isAnonymous ? t('editor.anonymous') : reward(program)}`],
    [
      t('editor.whom'),
      program.isAnonymous
        ? t('audience.staff')
        : [whom(program.audience), sample(program)].filter(Boolean).join('. '),
    ],
    [t('editor.when'), `${when(program)} ${isMailed ? closes(program.closesAfterDays) : ''}`],
    ...(isMailed && !program.isAnonymous
      ? [[t('editor.reminders'), reminders(program.reminders)] satisfies [string, string]]
      : []),
  ];
  return (
    <dl className={styles.rules}>
      {rules.map(([label, rule]) => (
        <Rule key={label} label={label} rule={rule} />
      ))}
    </dl>
  );
}

function Rule({ label, rule }: { label: string; rule: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd dir="auto">{rule}</dd>
    </>
  );
}
