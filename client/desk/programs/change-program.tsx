import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { api, read } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { useSession } from '../session.tsx';
import { useProgramChange, type Program, type ProgramChange } from './programs-data.ts';

/** The gift for answering. */
export function ChangeProgram({ program, onClose }: { program: Program; onClose: () => void }) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const digits = minorDigits(currency);
  const [reward, setReward] = useState<number | string>(
    program.rewardMinor === null ? '' : program.rewardMinor / 10 ** digits,
  );
  const change = useProgramChange((json: ProgramChange) =>
    read(api.api.programs[':id'].$patch({ param: { id: program.id }, json })),
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    const rewardMinor = Number(reward) > 0 ? Math.round(Number(reward) * 10 ** digits) : null;
    const done = () => {
      notifyDone(t('change.done'));
      onClose();
    };
    change.mutate({ rewardMinor }, { onSuccess: done });
  };
  return (
    <Modal opened onClose={onClose} title={t('change.title')}>
      <form onSubmit={save}>
        <Stack gap="md">
          <NumberInput
            label={t('change.reward', { currency })}
            description={t('change.rewardHelp')}
            value={reward}
            onChange={setReward}
            min={0}
            max={1_000_000}
            decimalScale={digits}
            hideControls
          />
          <Group justify="flex-end" gap={8}>
            <Button onClick={onClose}>{t('run.cancel')}</Button>
            <Button type="submit" variant="filled" loading={change.isPending}>
              {t('change.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
