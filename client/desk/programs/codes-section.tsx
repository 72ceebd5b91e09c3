import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { Figure, Figures } from '../components/figure.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { AddCodes } from './add-codes.tsx';
import { listPath, usePool, type Pool } from './codes-data.ts';
import styles from './codes.module.css';
import type { Program } from './programs-data.ts';

/** The codes that answers without a name are thanked with: how many are left, more of them, and their lists. */
export function CodesSection({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { data, error, refetch } = usePool(program.id);
  return (
    <Section title={t('codes.title')}>
      {data ? <Codes program={program} pool={data} /> : null}
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <LoadingShape shape="list" rows={2} /> : null}
    </Section>
  );
}

function Codes({ program, pool }: { program: Program; pool: Pool }) {
  const { t } = useTranslation('programs');
  const [isAdding, setIsAdding] = useState(false);
  const hasCodes = pool.total > 0;
  return (
    <div className={styles.pool}>
      <p className={styles.lead}>
        <Lead program={program} hasCodes={hasCodes} />
      </p>
      {hasCodes ? <Counts pool={pool} /> : null}
      {pool.isRunningLow ? <Low left={pool.left} /> : null}
      <div className={styles.steps}>
        <Button variant={pool.isRunningLow ? 'filled' : 'default'} onClick={() => setIsAdding(true)}>
          {t('codes.add')}
        </Button>
        {hasCodes && !pool.isBeingAnswered ? <Lists programId={program.id} pool={pool} /> : null}
      </div>
      {hasCodes && pool.isBeingAnswered ? <p className={styles.help}>{t('codes.closed')}</p> : null}
      {isAdding ? <AddCodes programId={program.id} pool={pool} onClose={() => setIsAdding(false)} /> : null}
    </div>
  );
}

function Lead({ program: { rewardMinor }, hasCodes }: { program: Program; hasCodes: boolean }) {
  const { t } = useTranslation('programs');
  const { money } = useFormat();
  const { currency } = useSession().company;
  if (!hasCodes) return t('codes.none');
  return rewardMinor === null
    ? t('codes.given')
    : t('codes.givenWorth', { amount: money(rewardMinor, currency) });
}

function Counts({ pool: { total, left, drawn } }: { pool: Pool }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  return (
    <Figures>
      <Figure label={t('codes.left')} value={number(left)} beside={t('codes.of', { n: number(total) })} />
      <Figure label={t('codes.drawn')} value={number(drawn)} beside="" />
    </Figures>
  );
}

function Low({ left }: { left: number }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  return (
    <p className={styles.low}>
      {left === 0 ? t('codes.empty') : t('codes.low', { count: left, n: number(left) })}
    </p>
  );
}

function Lists({ programId, pool }: { programId: string; pool: Pool }) {
  const { t } = useTranslation('programs');
  return (['left', 'drawn'] as const).map((which) =>
    pool[which] === 0 ? null : (
      <Button key={which} component="a" href={listPath(programId, which)} download variant="subtle">
        {t(`codes.download.${which}`)}
      </Button>
    ),
  );
}
