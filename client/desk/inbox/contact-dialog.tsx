import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  Radio,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
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
  const { t } = useTranslation(['inbox', 'case']);
  const step = useCaseStep(onClose);
  const refusalText = useRefusalText();
  const [kind, setKind] = useState<string>('call');
  const [note, setNote] = useState('');
  const [result, setResult] = useState('reached');
  const [minutes, setMinutes] = useState<number | string>('');
  const call = kind === 'call' ? { result, minutes: minutes === '' ? null : Number(minutes) } : {};
  const isVain = kind === 'call' && (result === 'no-answer' || result === 'voicemail');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    step.mutate({
      path: `/api/cases/${page.case.id}/contacts`,
      body: { kind, note, ...call },
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
        {kind === 'call' ? (
          <CallFields result={result} onResult={setResult} minutes={minutes} onMinutes={setMinutes} />
        ) : null}
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
            {page.case.status === 'open' ? t(isVain ? 'case:call.notReached' : 'contact.stops') : null}
          </Text>
          <Button type="submit" variant="filled" loading={step.isPending}>
            {t('contact.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const results = ['reached', 'no-answer', 'voicemail', 'call-later'] as const;
type CallProps = {
  result: string;
  onResult: (result: string) => void;
  minutes: number | string;
  onMinutes: (minutes: number | string) => void;
};

/** How the call went, and how long it took where somebody answered. */
function CallFields({ result, onResult, minutes, onMinutes }: CallProps) {
  const { t } = useTranslation('case');
  return (
    <>
      <Radio.Group label={t('case:call.result')} value={result} onChange={onResult}>
        <Group gap={14} mt={6}>
          {results.map((one) => (
            <Radio key={one} value={one} label={t(`case:call.is.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
      {result === 'reached' ? (
        <NumberInput
          label={t('case:call.minutes')}
          value={minutes}
          onChange={onMinutes}
          min={0}
          max={600}
          allowDecimal={false}
          hideControls
          w={180}
        />
      ) : null}
    </>
  );
}
