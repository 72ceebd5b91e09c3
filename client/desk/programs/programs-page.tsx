import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { NewProgram } from './new-program.tsx';
import { ProgramCard } from './program-card.tsx';
import styles from './program-card.module.css';
import { stateOf, usePrograms, type Program } from './programs-data.ts';

/** Who is asked, when, and how is it going? */
export function Component() {
  const { data, error, refetch } = usePrograms();
  if (data) return <ProgramsPage programs={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function ProgramsPage({ programs }: { programs: Program[] }) {
  const { t } = useTranslation('programs');
  const { actor } = useSession();
  const [isMaking, setIsMaking] = useState(false);
  const [live, paused, archived] = (['live', 'paused', 'archived'] as const).map((state) =>
    programs.filter((program) => stateOf(program) === state),
  );
  const make = isAtLeast(actor.role, 'manager') ? (
    <Button onClick={() => setIsMaking(true)}>{t('new.button')}</Button>
  ) : null;
  return (
    <>
      <PageTitle actions={make}>
        <NextWave programs={programs} />
      </PageTitle>
      <Cards label={t('state.liveOnes')} programs={live ?? []} />
      <Cards label={t('state.pausedOnes')} programs={paused ?? []} isTitled />
      <Archived programs={archived ?? []} />
      {isMaking ? <NewProgram onClose={() => setIsMaking(false)} /> : null}
    </>
  );
}

type CardsProps = { label: string; programs: Program[]; isTitled?: boolean };

function Cards({ label, programs, isTitled = false }: CardsProps) {
  if (programs.length === 0) return null;
  return (
    <section aria-label={label} className={styles.part}>
      {isTitled ? <h2 className={styles.partTitle}>{label}</h2> : null}
      <ul className={styles.cards}>
        {programs.map((program) => (
          <ProgramCard key={program.id} program={program} />
        ))}
      </ul>
    </section>
  );
}

function Archived({ programs }: { programs: Program[] }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  if (programs.length === 0) return null;
  return (
    <details className={styles.archived}>
      <summary>{t('state.archivedOnes', { count: programs.length, n: number(programs.length) })}</summary>
      <Cards label={t('state.archived')} programs={programs} />
    </details>
  );
}

function NextWave({ programs }: { programs: Program[] }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  const live = programs.filter((program) => stateOf(program) === 'live');
  const [next] = live.flatMap(({ nextOpensAt }) => nextOpensAt ?? []).toSorted();
  if (next) return <MarkedText text={t('title.next', { day: dayOf(new Date(next)) })} />;
  return <MarkedText text={t(live.length > 0 ? 'title.running' : 'title.paused', { count: live.length })} />;
}
