import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { Funnel } from '../components/funnel.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Columns, Section } from '../components/section.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { InvitationList } from './invitation-list.tsx';
import { isGoingOut, usePrograms, useWave, type Wave } from './programs-data.ts';
import { SkipList } from './skip-list.tsx';
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
      <Columns>
        <Section title={t('wave.funnel')} aside={<Rate rate={wave.rate} />}>
          <WaveFunnel wave={wave} />
        </Section>
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
  const { number, monthAndYear, dayOf } = useFormat();
  const kind = usePrograms().data?.find(({ id }) => id === wave.programId)?.kind;
  const { funnel } = wave;
  const words = {
    answered: number(funnel.completed),
    delivered: number(funnel.delivered),
    sent: number(funnel.sent),
    asked: number(funnel.queued),
  };
  const about = { program: kind ? t(`name.${kind}`) : '', month: monthAndYear(wave.month) };
  const ends = wave.closedAt ? 'closed' : 'closes';
  return (
    <>
      <PageTitle
        above={
          <p className={styles.above}>
            <Link to="/programs">{t('wave.back')}</Link>
            <span>{kind ? t('wave.of', about) : about.month}</span>
          </p>
        }
      >
        <MarkedText text={t(`wave.${headlineOf(wave)}`, words)} />
      </PageTitle>
      <p className={styles.when}>
        {t('wave.opened', { at: dayOf(new Date(wave.openedAt)) })},{' '}
        {t(`wave.${ends}`, { at: dayOf(new Date(wave.closedAt ?? wave.closesAt)) })}
      </p>
    </>
  );
}

function headlineOf(wave: Wave): 'early' | 'nobody' | 'title' {
  if (isGoingOut(wave)) return 'early';
  return wave.funnel.queued === 0 ? 'nobody' : 'title';
}

function Rate({ rate: { value, interval, n } }: { rate: Wave['rate'] }) {
  const { t } = useTranslation('programs');
  const { percent, number } = useFormat();
  if (value === null || !interval) return null;
  const range = t('desk:chart.range', { low: percent(interval.low), high: percent(interval.high) });
  return (
    <>
      {t('wave.rate')} <b className={styles.rate}>{percent(value)}</b> ({range},{' '}
      {t('desk:figure.n', { n: number(n) })})
    </>
  );
}

// Opening a mail is told by machines as often as by people, so it is not shown; a start is a person's.
const onTheWay = ['queued', 'sent', 'delivered', 'started', 'completed'] as const;
const offTheWay = ['bounced', 'expired'] as const;

function WaveFunnel({ wave: { funnel } }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const stages = [...onTheWay, ...offTheWay.filter((stage) => funnel[stage] > 0)];
  const steps = stages.map((stage) => ({
    name: stage,
    label: t(`stage.${stage}`),
    count: funnel[stage],
    tone: stage === 'bounced' ? ('bad' as const) : ('plain' as const),
  }));
  return (
    <>
      <Funnel steps={steps} />
      <p className={styles.note}>{t('wave.deliveredNote')}</p>
    </>
  );
}
