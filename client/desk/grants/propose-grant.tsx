import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '../inbox/inbox-data.ts';
import { ProposeDialog } from './propose-dialog.tsx';

/** Where something else than what stands may be proposed by hand. */
export function ProposeGrant({ page }: { page: CasePage }) {
  const { t } = useTranslation('grants');
  const [isOpen, setOpen] = useState(false);
  return (
    <div style={{ marginBlockEnd: 18 }}>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpen(true)}>
        {t('propose.button')}
      </Button>
      {isOpen ? <ProposeDialog page={page} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
