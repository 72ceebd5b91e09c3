import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgainDialog } from './again-dialog.tsx';
import type { InterviewCall } from './interview-data.ts';
import { useEnding } from './use-ending.ts';

/** The customer has no time now, or wants no more of it. */
export function BreakOff({ call }: { call: InterviewCall }) {
  const { t } = useTranslation('interview');
  const [isPuttingOff, setPuttingOff] = useState(false);
  const { end, isPending } = useEnding(call.id);
  return (
    <>
      <Button disabled={isPending} onClick={() => setPuttingOff(true)}>
        {t('outcome.again')}
      </Button>
      <Button variant="subtle" disabled={isPending} onClick={() => end({ outcome: 'declined' })}>
        {t('outcome.declined')}
      </Button>
      <AgainDialog
        call={call}
        isOpen={isPuttingOff}
        onClose={() => setPuttingOff(false)}
        onChoose={(at) => end({ outcome: 'again', again: at.toISOString() })}
      />
    </>
  );
}
