import { Alert, Button, Group, Modal, Radio, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useLetter, type CasePage, type Letter } from './inbox-data.ts';
import { isUnfinished, LetterField } from './letter-field.tsx';
import { isolated } from './isolated.ts';
import { useReasonOptions } from './reason-options.ts';
import { useCaseStep, useRefusalText } from './use-case-step.ts';

type Props = { page: CasePage; isOpen: boolean; onClose: () => void };
const outcomes = ['put-right', 'apologised', 'no-fault', 'not-reached', 'lost'] as const;

export function ResolveDialog({ isOpen, ...props }: Props) {
  const { t } = useTranslation('inbox');
  const { name } = props.page.customer;
  return (
    <Modal
      size="lg"
      opened={isOpen}
      onClose={props.onClose}
      title={t('resolve.title', { name: isolated(name) })}
    >
      <Draft {...props} />
    </Modal>
  );
}

function Draft(props: Omit<Props, 'isOpen'>) {
  const letter = useLetter(props.page.case.id);
  if (letter.isPending) return <LoadingShape shape="list" />;
  return <ResolveForm {...props} letter={letter.data?.to ? letter.data : null} />;
}

function ResolveForm({ page, letter, onClose }: Omit<Props, 'isOpen'> & { letter: Letter | null }) {
  const { t } = useTranslation('inbox');
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [isChecked, setChecked] = useState(false);
  const [outcome, setOutcome] = useState('');
  const [rootCause, setRootCause] = useState('');
  const [reason, setReason] = useState(reasonOf(page));
  const [isWriting, setWriting] = useState(letter !== null);
  const [text, setText] = useState(letter?.text ?? '');
  const isLetterFine = !isWriting || (text.trim() !== '' && !isUnfinished(text));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!outcome || rootCause.trim() === '' || !reason || !isLetterFine) return;
    const body = { outcome, rootCause, rootCauseReason: reason, letter: isWriting ? text : null };
    step.mutate({ path: `/api/cases/${page.case.id}/resolution`, body, done: t('resolve.done') });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Outcomes page={page} value={outcome} onChange={setOutcome} isChecked={isChecked} />
        <RootCauseReason value={reason} onChange={setReason} isChecked={isChecked} />
        <TextInput
          label={t('resolve.rootCause')}
          description={t('resolve.rootCauseHint')}
          attributes={{ input: { dir: 'auto' } }}
          maxLength={500}
          value={rootCause}
          onChange={(event) => setRootCause(event.currentTarget.value)}
          error={isChecked && rootCause.trim() === '' ? t('refusal.root-cause-needed') : null}
        />
        {letter ? (
          <Switch
            label={t('resolve.write')}
            checked={isWriting}
            onChange={(event) => setWriting(event.currentTarget.checked)}
          />
        ) : null}
        {letter && isWriting ? (
          <LetterField
            text={text}
            locale={letter.locale}
            to={letter.to ?? ''}
            onChange={setText}
            isChecked={isChecked}
          />
        ) : null}
        {step.isError ? <Alert color="red">{refusalText(step.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button type="submit" variant="filled" loading={step.isPending}>
            {isWriting ? t('resolve.saveAndSend') : t('resolve.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the case is about is mostly what let it happen, and may be changed. */
const reasonOf = ({ case: { category, detail } }: CasePage): string | null =>
  category && (detail ? `${category}/${detail}` : category);

type ReasonProps = { value: string | null; onChange: (value: string | null) => void; isChecked: boolean };

function RootCauseReason({ value, onChange, isChecked }: ReasonProps) {
  const { t } = useTranslation(['case', 'inbox']);
  return (
    <Select
      searchable
      label={t('case:resolve.reason')}
      data={useReasonOptions()}
      value={value}
      onChange={onChange}
      error={isChecked && !value ? t('inbox:refusal.root-cause-reason-needed') : null}
    />
  );
}

type OutcomeProps = { page: CasePage; value: string; onChange: (value: string) => void; isChecked: boolean };

function Outcomes({ page, value, onChange, isChecked }: OutcomeProps) {
  const { t } = useTranslation('inbox');
  const isSilent = page.case.status === 'open';
  return (
    <Radio.Group
      label={t('resolve.outcome')}
      description={isSilent ? t('resolve.contactFirst') : null}
      value={value}
      onChange={onChange}
      error={isChecked && !value ? t('refusal.outcome-needed') : null}
    >
      <Stack gap={8} mt={8} mb={4}>
        {outcomes.map((outcome) => (
          <Radio
            key={outcome}
            value={outcome}
            label={t(`outcome.${outcome}`)}
            disabled={isSilent && outcome !== 'not-reached'}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
