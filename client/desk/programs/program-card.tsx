import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Tag } from '../components/tag.tsx';
import { useProgramName } from '../components/use-names.ts';
import { useFormat } from '../use-format.ts';
import { ProgramActions } from './program-actions.tsx';
import styles from './program-card.module.css';
import { stateOf, type Program } from './programs-data.ts';
import { usePartSentences } from './use-program-sentences.ts';
import { useSurveyNameOf } from './use-survey-choices.ts';
import { RateBar } from './wave-table.tsx';

/** A program in a few lines: its rule in words, how its last wave went, and what can be done with it. */
export function ProgramCard({ program }: { program: Program }) {
  const programName = useProgramName();
  return (
    <li className={styles.card} data-state={stateOf(program)}>
      <div className={styles.head}>
        <h3>
          <Link to={`/programs/${program.id}`}>
            <bdi>{programName(program)}</bdi>
          </Link>
        </h3>
        <ProgramState program={program} />
      </div>
      <Rule program={program} />
      <LastWave program={program} />
      <div className={styles.actions}>
        <ProgramActions program={program} isSmall />
      </div>
    </li>
  );
}

/** Live with its next opening, paused or archived. */
export function ProgramState({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  const state = stateOf(program);
  if (state !== 'live') return <Tag>{t(`state.${state}`)}</Tag>;
  return (
    <span className={styles.state}>
      <Tag tone="good">{t('state.live')}</Tag>{' '}
      {program.nextOpensAt ? t('next', { day: dayOf(new Date(program.nextOpensAt)) }) : null}
    </span>
  );
}

function Rule({ program }: { program: Program }) {
  const surveyNameOf = useSurveyNameOf();
  const { t } = useTranslation('programs');
  const { whom, when } = usePartSentences();
  return (
    <div className={styles.rule}>
      <p className={styles.whom}>{program.isAnonymous ? t('audience.staff') : whom(program.audience)}</p>
      <p>
        {when(program)}{' '}
        <span className={styles.survey}>
          {t('asks', {
            survey: `\u2068${surveyNameOf(program.surveyId)}\u2069`,
          })}
        </span>
      </p>
    </div>
  );
}

function LastWave({ program: { waves } }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { number, monthAndYear } = useFormat();
  const [last] = waves;
  if (!last) return <p className={styles.noWave}>{t('waves.none')}</p>;
  const { funnel } = last;
  return (
    <Link to={`/programs/waves/${last.id}`} className={styles.last}>
      <span className={styles.month}>{monthAndYear(last.month)}</span>
      <span>{t('waves.sum', { asked: number(funnel.queued), answered: number(funnel.completed) })}</span>
      <RateBar rate={last.rate} />
    </Link>
  );
}
