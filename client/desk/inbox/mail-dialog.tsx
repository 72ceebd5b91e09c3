import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useLetter, type CasePage, type Letter } from './inbox-data.ts';
import { isUnfinished, LetterField } from './letter-field.tsx';
import { isolated } from './isolated.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };

/** A mail to the customer from the desk; sending it counts as the contact. */
export function MailDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('inbox');
  const { name } = props.page.customer;
  return (
    <Modal
      size="lg"
      opened={isOpen}
      onClose={props.onClose}
      title={t('mail.title', { name: isolated(name) })}
    >
      <MailDraft {...props} />
    </Modal>
  );
}

function MailDraft(props: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('inbox');
  const letter = useLetter(props.page.case.id);
  if (letter.isPending) return <LoadingShape shape="list" />;
  if (!letter.data) return <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />;
  if (!letter.data.to) return <Text>{t('letter.noAddress')}</Text>;
  return <MailForm {...props} letter={letter.data} />;
}

function MailForm({ page, letter, onClose }: Omit<Props, 'isOpen'> & { letter: Letter }) {
  const { t } = useTranslation('inbox');
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [text, setText] = useState(letter.text);
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (text.trim() === '' || isUnfinished(text)) return;
    const body = { kind: 'mail', note: text, isToSend: true };
    step.mutate({ path: `/api/cases/${page.case.id}/contacts`, body, done: t('mail.done') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <LetterField
          text={text}
          locale={letter.locale}
          to={letter.to ?? ''}
          onChange={setText}
          isChecked={isChecked}
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={step.isPending}>
            {t('mail.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
