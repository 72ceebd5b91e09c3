import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, read } from '../api.ts';
import { notifyDone, notifyWithUndo } from '../components/notify.tsx';
import { useProgramName } from '../components/use-names.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { goesOutInWaves, stateOf, useProgramChange, type Program } from './programs-data.ts';
import { RunWave } from './run-wave.tsx';

type Props = { program: Program; isSmall?: boolean };

/** What a manager can do with a program: ask now, change it, pause it, put it away. */
export function ProgramActions({ program, isSmall = false }: Props) {
  const { t } = useTranslation('programs');
  const { actor } = useSession();
  const [isAsking, setIsAsking] = useState(false);
  const size = isSmall ? 'compact-md' : 'sm';
  const state = stateOf(program);
  if (!isAtLeast(actor.role, 'manager')) return null;
  return (
    <>
      {goesOutInWaves(program) && state === 'live' ? (
        <Button size={size} onClick={() => setIsAsking(true)}>
          {t('run.button')}
        </Button>
      ) : null}
      {state === 'paused' ? <Resume program={program} size={size} /> : null}
      {isSmall || state === 'archived' ? null : (
        <Button component={Link} to={`/programs/${program.id}/edit`} size={size}>
          {t('change.button')}
        </Button>
      )}
      <More program={program} hasEdit={isSmall} />
      {isAsking ? <RunWave program={program} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}

function Resume({ program: { id }, size }: { program: Program; size: string }) {
  const { t } = useTranslation('programs');
  const resume = useProgramChange(() => read(api.api.programs[':id'].pause.$delete({ param: { id } })));
  const done = () => notifyDone(t('pause.resumed'));
  return (
    <Button
      size={size}
      loading={resume.isPending}
      onClick={() => resume.mutate(undefined, { onSuccess: done })}
    >
      {t('pause.resume')}
    </Button>
  );
}

function More({ program, hasEdit }: { program: Program; hasEdit: boolean }) {
  const { t } = useTranslation('programs');
  const programName = useProgramName();
  const { pause, archive, restore } = useSteps(program);
  const state = stateOf(program);
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('more', { name: programName(program) })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {hasEdit && state !== 'archived' ? (
          <Menu.Item component={Link} to={`/programs/${program.id}/edit`}>
            {t('change.button')}
          </Menu.Item>
        ) : null}
        {state === 'live' ? <Menu.Item onClick={pause}>{t('pause.button')}</Menu.Item> : null}
        {state === 'archived' ? (
          <Menu.Item onClick={restore}>{t('archive.restore')}</Menu.Item>
        ) : (
          <Menu.Item onClick={archive}>{t('archive.button')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function useSteps({ id }: Program) {
  const { t } = useTranslation('programs');
  const { pause, archive } = api.api.programs[':id'];
  const param = { id };
  const resuming = useProgramChange(() => read(pause.$delete({ param })));
  const pausing = useProgramChange(() => read(pause.$put({ param })));
  const restoring = useProgramChange(() => read(archive.$delete({ param })));
  const archiving = useProgramChange(() => read(archive.$put({ param })));
  const undoPause = () => resuming.mutate(undefined);
  const undoArchive = () => restoring.mutate(undefined);
  return {
    pause: () => pausing.mutate(undefined, { onSuccess: () => notifyWithUndo(t('pause.done'), undoPause) }),
    archive: () =>
      archiving.mutate(undefined, { onSuccess: () => notifyWithUndo(t('archive.done'), undoArchive) }),
    restore: () => restoring.mutate(undefined, { onSuccess: () => notifyDone(t('archive.restored')) }),
  };
}
