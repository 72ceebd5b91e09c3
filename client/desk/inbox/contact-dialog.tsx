import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from './isolated.ts';
import type { CasePage } from './inbox-data.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };
const kinds = ['call', 'mail', 'letter', 'visit'] as const;

export function ContactDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <Modal
      opened={isOpen}
      onClose={props.onClose}
      title={t('contact.title', { name: isolated(props.page.customer.name) })}
    >
      <ContactForm {...props} />
    </Modal>
  );
}

function ContactForm({ page, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('inbox');
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [kind, setKind] = useState<string>('call');
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate({
      path: `/api/cases/${page.case.id}/contacts`,
      body: { kind, note },
      done: t('contact.done'),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <SegmentedControl
          fullWidth
          bg="var(--fill)"
          aria-label={t('contact.how')}
          value={kind}
          onChange={setKind}
          data={kinds.map((value) => ({ value, label: t(`contact.kind.${value}`) }))}
        />
        <Textarea
          data-autofocus
          label={t('contact.note')}
          description={t('contact.noteHint')}
          attributes={{ input: { dir: 'auto' } }}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={10_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {page.case.status === 'open' ? t('contact.stops') : null}
          </Text>
          <Button type="submit" variant="filled" loading={step.isPending}>
            {t('contact.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
