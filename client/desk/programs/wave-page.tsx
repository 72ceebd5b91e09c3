import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, read } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { notifyDone, notifyWithUndo } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Columns, Section } from '../components/section.tsx';
import { useProgramName } from '../components/use-names.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { DropOff } from './drop-off.tsx';
import { InvitationList } from './invitation-list.tsx';
import { isGoingOut, usePrograms, useProgramChange, useWave, type Wave } from './programs-data.ts';
import { SkipList } from './skip-list.tsx';
import { WaveFigures } from './wave-figures.tsx';
import { WaveFunnel } from './wave-funnel.tsx';
import styles from './wave-page.module.css';

/** How is this wave going, and who was not asked? */
export function Component() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useWave(id);
  if (data) return <WavePage wave={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function WavePage({ wave }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { get, go } = useAddress();
  return (
    <>
      <Headline wave={wave} />
      <WaveFigures wave={wave} />
      <Columns>
        <div>
          <Section title={t('wave.funnel')}>
            <WaveFunnel wave={wave} />
          </Section>
          <DropOff wave={wave} />
        </div>
        <Section title={t('wave.skips')}>
          <SkipList
            label={t('wave.skips')}
            skips={wave.skips}
            chosen={get('skip') ?? null}
            onChoose={(skip) => go({ skip, status: null })}
          />
        </Section>
      </Columns>
      <InvitationList waveId={wave.id} />
    </>
  );
}

function Headline({ wave }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { number, monthAndYear } = useFormat();
  const { actor } = useSession();
  const programName = useProgramName();
  const program = usePrograms().data?.find(({ id }) => id === wave.programId);
  const { funnel } = wave;
  const words = {
    answered: number(funnel.completed),
    delivered: number(funnel.delivered),
    sent: number(funnel.sent),
    asked: number(funnel.queued),
  };
  return (
    <>
      <PageTitle
        above={
          <p className={styles.above}>
            <Link to="/programs">{t('wave.back')}</Link>
            {program ? (
              <span>
                <Link to={`/programs/${program.id}`}>
                  <bdi>{programName(program)}</bdi>
                </Link>
              </span>
            ) : null}
            <span>{monthAndYear(wave.month)}</span>
          </p>
        }
        actions={isAtLeast(actor.role, 'manager') && !wave.closedAt ? <PauseButton wave={wave} /> : null}
      >
        <MarkedText text={t(`wave.${headlineOf(wave)}`, words)} />
      </PageTitle>
      <p className={styles.when}>
        <Opened wave={wave} /> <Projection wave={wave} />
      </p>
    </>
  );
}

function headlineOf(wave: Wave): 'paused' | 'early' | 'nobody' | 'title' {
  if (wave.pausedAt && isGoingOut(wave)) return 'paused';
  if (isGoingOut(wave)) return 'early';
  return wave.funnel.queued === 0 ? 'nobody' : 'title';
}

function Opened({ wave: { openedAt, closedAt, closesAt } }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  const opened = t('wave.opened', { at: dayOf(new Date(openedAt)) });
  const ends = t(`wave.${closedAt ? 'closed' : 'closes'}`, { at: dayOf(new Date(closedAt ?? closesAt)) });
  return t('wave.openedAndEnds', { opened, ends });
}

/** When the last mail goes out, at the rate of today. */
function Projection({ wave }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { number, weekdayAndTime } = useFormat();
  const { projection } = wave;
  if (wave.closedAt || wave.pausedAt || projection.left === 0) return null;
  const left = { count: projection.left, n: number(projection.left) };
  return projection.endsAt
    ? t('wave.projection', { ...left, at: weekdayAndTime(new Date(projection.endsAt)) })
    : t('wave.noProjection', left);
}

function PauseButton({ wave: { id, pausedAt } }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const param = { id };
  const path = api.api.waves[':id'].pause;
  const pause = useProgramChange(() => read(path.$put({ param })));
  const resume = useProgramChange(() => read(path.$delete({ param })));
  const undo = () => resume.mutate(undefined);
  if (pausedAt) {
    return (
      <Button
        variant="filled"
        loading={resume.isPending}
        onClick={() => resume.mutate(undefined, { onSuccess: () => notifyDone(t('wave.resumed')) })}
      >
        {t('wave.resume')}
      </Button>
    );
  }
  return (
    <Button
      loading={pause.isPending}
      onClick={() => pause.mutate(undefined, { onSuccess: () => notifyWithUndo(t('wave.pausedDone'), undo) })}
    >
      {t('wave.pause')}
    </Button>
  );
}
