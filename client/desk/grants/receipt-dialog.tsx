import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { isolated } from '../inbox/isolated.ts';
import { useHandoverStep, type Handover } from './handovers.ts';

/** How the customer got it: the proof that it was done. */
export function ReceiptDialog({ handover, onClose }: { handover: Handover; onClose: () => void }) {
  const { t } = useTranslation('grants');
  const step = useHandoverStep();
  const problemText = useProblemText();
  const [receipt, setReceipt] = useState('');
  const isEmpty = receipt.trim() === '';
  const done = () => {
    notifyDone(t('handover.saved'));
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isEmpty) step.mutate({ id: handover.id, noun: 'receipt', body: { receipt } }, { onSuccess: done });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('handover.doneTitle', { name: isolated(handover.customerName) })}
    >
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            data-autofocus
            label={t('handover.receipt')}
            description={t('handover.receiptHint')}
            value={receipt}
            onChange={(event) => setReceipt(event.currentTarget.value)}
            maxLength={1000}
            autosize
            minRows={2}
            dir="auto"
          />
          {step.isError ? <Alert color="red">{problemText(step.error)}</Alert> : null}
          <Group justify="flex-end">
            <Button type="submit" variant="filled" loading={step.isPending} disabled={isEmpty}>
              {t('handover.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
