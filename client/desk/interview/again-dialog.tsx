import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { format } from '#client/locales/format.ts';
import { isolated } from '../inbox/isolated.ts';
import { useSession } from '../session.tsx';
import type { InterviewCall } from './interview-data.ts';
import { instantAt, wallTime } from './wall-time.ts';

interface Props {
  call: InterviewCall;
  isOpen: boolean;
  onClose: () => void;
  onChoose: (at: Date) => void;
}

/** When the customer wants to be called again, by the company's clock, with what hers will show. */
export function AgainDialog({ call, isOpen, onClose, onChoose }: Props) {
  const { t } = useTranslation('interview');
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('again.title')}>
      <AgainForm {...{ call, onChoose }} />
    </Modal>
  );
}

const dayMs = 86_400_000;

function AgainForm({ call, onChoose }: Pick<Props, 'call' | 'onChoose'>) {
  const { t, i18n } = useTranslation('interview');
  const { company } = useSession();
  const [opened] = useState(() => new Date());
  const [wall, setWall] = useState(wallTime(new Date(opened.getTime() + dayMs), company.timeZone));
  const at = instantAt(wall, company.timeZone);
  const closes = new Date(call.closesAt);
  const isPossible = at !== null && at > opened && at < closes;
  const zone = call.customer.timeZone;
  const hers =
    at && zone && zone !== company.timeZone ? format(i18n.language, zone).weekdayAndTime(at) : null;
  const { weekdayAndTime } = format(i18n.language, company.timeZone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPossible) onChoose(at);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          type="datetime-local"
          label={t('again.when')}
          description={hers ? t('again.hers', { when: isolated(hers) }) : null}
          min={wallTime(opened, company.timeZone)}
          max={wallTime(closes, company.timeZone)}
          value={wall}
          error={isPossible ? null : t('again.until', { when: isolated(weekdayAndTime(closes)) })}
          onChange={(event) => setWall(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="filled" disabled={!isPossible}>
            {t('again.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
