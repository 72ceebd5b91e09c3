import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from './inbox-data.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };

export function NoteDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={t('note.title')}>
      <NoteForm {...props} />
    </Modal>
  );
}

function NoteForm({ page, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('inbox');
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [body, setBody] = useState('');
  const isEmpty = body.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty)
      step.mutate({ path: `/api/cases/${page.case.id}/notes`, body: { body }, done: t('note.done') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          data-autofocus
          label={t('note.label')}
          description={t('note.hint')}
          attributes={{ input: { dir: 'auto' } }}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={step.isPending} disabled={isEmpty}>
            {t('note.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
