import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ApiProblem } from '../api.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  label: string;
  hint: string;
  save: string;
  step: (words: string) => { path: string; body: unknown; done: string };
  /** What a refusal means here, by its status. */
  refused?: (status: number) => string | null;
}

/** A step in a case that is nothing but words. */
export function WordsDialog({ isOpen, ...props }: Props) {
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={props.title}>
      <WordsForm {...props} />
    </Modal>
  );
}

function WordsForm({ onClose, label, hint, save, step, refused }: Omit<Props, 'isOpen' | 'title'>) {
  const sending = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [words, setWords] = useState('');
  const isEmpty = words.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty) sending.mutate(step(words));
  };
  const { error } = sending;
  const meant = error instanceof ApiProblem ? refused?.(error.status) : null;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Textarea
          data-autofocus
          label={label}
          description={hint}
          attributes={{ input: { dir: 'auto' } }}
          autosize
          minRows={4}
          maxRows={14}
          maxLength={10_000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {error ? <Alert color="red">{meant ?? refusalText(error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={sending.isPending} disabled={isEmpty}>
            {save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
