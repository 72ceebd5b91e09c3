import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { notifyDone, notifyWithUndo } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { ChangeProgram } from './change-program.tsx';
import styles from './program-section.module.css';
import { useProgramChange, type Program } from './programs-data.ts';
import { RunWave } from './run-wave.tsx';
import { useDays } from './use-skip-sentence.ts';
import { WaveTable } from './wave-table.tsx';

/** A program: its rule in words, what can be done with it, and its last waves. */
export function ProgramSection({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { actor } = useSession();
  return (
    <Section title={t(`name.${program.kind}`)} aside={<State program={program} />}>
      <div className={styles.rule}>
        <Rule program={program} />
        {isAtLeast(actor.role, 'manager') ? <Actions program={program} /> : null}
      </div>
      <WaveTable waves={program.waves} />
    </Section>
  );
}

function State({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { dayOf } = useFormat();
  if (program.pausedAt || !program.nextOpensAt) return <Tag>{t('paused')}</Tag>;
  return t('next', { day: dayOf(new Date(program.nextOpensAt)) });
}

function Rule({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const { company } = useSession();
  const { number, money } = useFormat();
  const days = useDays();
  const { opensOnDay, closesAfterDays, rewardMinor } = program;
  return (
    <div className={styles.words}>
      <p>
        {t('schedule', { day: number(opensOnDay), days: days(closesAfterDays) })}{' '}
        {rewardMinor === null
          ? t('reward.none')
          : t('reward.some', { amount: money(rewardMinor, company.currency) })}
      </p>
    </div>
  );
}

function Actions({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const [open, setOpen] = useState<'run' | 'change' | null>(null);
  const close = () => setOpen(null);
  return (
    <Group gap={8}>
      <Button disabled={program.pausedAt !== null} onClick={() => setOpen('run')}>
        {t('run.button')}
      </Button>
      <Button onClick={() => setOpen('change')}>{t('change.button')}</Button>
      <PauseButton program={program} />
      <RunWave program={program} isOpen={open === 'run'} onClose={close} />
      {open === 'change' ? <ChangeProgram program={program} onClose={close} /> : null}
    </Group>
  );
}

function PauseButton({ program: { id, pausedAt } }: { program: Program }) {
  const { t } = useTranslation('programs');
  const pause = useProgramChange(() => read(api.api.programs[':id'].pause.$put({ param: { id } })));
  const resume = useProgramChange(() => read(api.api.programs[':id'].pause.$delete({ param: { id } })));
  if (pausedAt) {
    const done = () => notifyDone(t('pause.resumed'));
    return (
      <Button loading={resume.isPending} onClick={() => resume.mutate(undefined, { onSuccess: done })}>
        {t('pause.resume')}
      </Button>
    );
  }
  const done = () => notifyWithUndo(t('pause.done'), () => resume.mutate(undefined));
  return (
    <Button loading={pause.isPending} onClick={() => pause.mutate(undefined, { onSuccess: done })}>
      {t('pause.button')}
    </Button>
  );
}
