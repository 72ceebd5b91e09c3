import { Alert, Button, Chip, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { useSession } from '../session.tsx';
import type { CasePage } from './inbox-data.ts';
import { isolated } from './isolated.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };

export function CommitmentDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('case');
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={t('commit.add')}>
      <CommitmentForm {...props} />
    </Modal>
  );
}

function CommitmentForm({ page, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('case');
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const form = useCommitment(page);
  const { said, set } = form;
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (said.what.trim() === '') return;
    step.mutate({ path: `/api/cases/${page.case.id}/commitments`, body: said, done: t('commit.done') });
  };
  const fields = step.error instanceof ApiProblem ? step.error.fields : {};
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SegmentedControl
          fullWidth
          bg="var(--fill)"
          aria-label={t('commit.who')}
          value={said.by}
          onChange={(by) => set({ by: by === 'customer' ? 'customer' : 'company' })}
          data={[
            { value: 'company', label: t('commit.by.company') },
            { value: 'customer', label: t('commit.by.customer', { name: isolated(page.customer.name) }) },
          ]}
        />
        <TextInput
          data-autofocus
          label={t('commit.what')}
          description={t('commit.whatHint')}
          attributes={{ input: { dir: 'auto' } }}
          maxLength={500}
          value={said.what}
          onChange={(event) => set({ what: event.currentTarget.value })}
          error={isChecked && said.what.trim() === '' ? t('commit.needed') : null}
        />
        {said.by === 'company' ? (
          <Select
            label={t('commit.owner')}
            value={said.ownerId}
            onChange={(ownerId) => set({ ownerId })}
            allowDeselect={false}
            data={page.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <DueField page={page} said={said} set={set} error={fields['dueOn'] ? t('commit.past') : null} />
        {step.isError && !fields['dueOn'] ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={step.isPending}>
            {t('commit.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Said {
  by: 'company' | 'customer';
  what: string;
  ownerId: string | null;
  dueOn: string;
  dueTime: string;
}

/** Noon of the next business day is what most is promised for. */
function useCommitment({ case: c, dueChoices }: CasePage) {
  const { actor } = useSession();
  const usual = dueChoices.find(({ name }) => name === 'next-noon') ?? dueChoices[0];
  const [said, setSaid] = useState<Said>({
    by: 'company',
    what: '',
    ownerId: c.ownerId ?? actor.id,
    dueOn: usual?.on ?? '',
    dueTime: usual?.time ?? '12:00',
  });
  return { said, set: (change: Partial<Said>) => setSaid((now) => ({ ...now, ...change })) };
}

type DueProps = { page: CasePage; said: Said; set: (change: Partial<Said>) => void; error: string | null };

function DueField({ page, said, set, error }: DueProps) {
  const { t } = useTranslation('case');
  const chosen = page.dueChoices.find(({ on, time }) => on === said.dueOn && time === said.dueTime);
  const choose = (name: string | string[]) => {
    const choice = page.dueChoices.find((one) => one.name === name);
    if (choice) set({ dueOn: choice.on, dueTime: choice.time });
  };
  return (
    <Stack gap={8}>
      <Chip.Group value={chosen?.name ?? null} onChange={choose}>
        <Group gap={6}>
          {page.dueChoices.map(({ name }) => (
            <Chip key={name} value={name} size="xs">
              {t(`commit.choice.${name}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={t('commit.day')}
          value={said.dueOn}
          onChange={(event) => set({ dueOn: event.currentTarget.value })}
          error={error}
        />
        <TextInput
          type="time"
          label={t('commit.time')}
          value={said.dueTime}
          onChange={(event) => set({ dueTime: event.currentTarget.value })}
        />
      </Group>
    </Stack>
  );
}
