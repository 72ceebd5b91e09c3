import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useTemplateName, useTemplates } from '../templates/templates-data.ts';
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

/** The words begin with those of a template; another one begins them anew. */
function MailDraft(props: Omit<Props, 'isOpen'>) {
  const { t } = useTranslation('inbox');
  const [templateId, setTemplateId] = useState<string | null>(null);
  const letter = useLetter(props.page.case.id, templateId);
  if (letter.isError) return <ErrorState error={letter.error} onRetry={() => void letter.refetch()} />;
  if (letter.data && !letter.data.to) return <Text>{t('letter.noAddress')}</Text>;
  return (
    <Stack>
      <Templates value={templateId} onChange={setTemplateId} />
      {letter.data && !letter.isPlaceholderData ? (
        <MailForm key={templateId} {...props} letter={letter.data} />
      ) : (
        <LoadingShape shape="list" />
      )}
    </Stack>
  );
}

function Templates({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useTranslation('case');
  const nameOf = useTemplateName();
  const offered = (useTemplates().data ?? []).filter(({ archivedAt }) => archivedAt === null);
  return (
    <Select
      label={t('case:mail.template')}
      value={value ?? ''}
      onChange={(id) => onChange(id || null)}
      allowDeselect={false}
      data={[
        { value: '', label: t('case:mail.standard') },
        ...offered.map((template) => ({ value: template.id, label: nameOf(template) })),
      ]}
    />
  );
}

function MailForm({ page, letter, onClose }: Omit<Props, 'isOpen'> & { letter: Letter }) {
  const { t } = useTranslation(['inbox', 'case']);
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [subject, setSubject] = useState(letter.subject);
  const [text, setText] = useState(letter.text);
  const [isChecked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (text.trim() === '' || subject.trim() === '' || isUnfinished(text)) return;
    const body = { kind: 'mail', subject: subject.trim(), note: text, isToSend: true };
    step.mutate({ path: `/api/cases/${page.case.id}/contacts`, body, done: t('mail.done') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('case:mail.subject')}
          attributes={{ input: { dir: 'auto' } }}
          lang={letter.locale}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
          error={isChecked && subject.trim() === '' ? t('case:mail.noSubject') : null}
        />
        <LetterField
          text={text}
          locale={letter.locale}
          to={letter.to ?? ''}
          onChange={setText}
          isChecked={isChecked}
        />
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {letter.isReplyKept ? t('case:mail.repliesHere') : null}
          </Text>
          <Button type="submit" variant="filled" loading={step.isPending}>
            {t('mail.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
