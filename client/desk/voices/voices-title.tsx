import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import type { Desk } from './use-voices-desk.ts';
import { useVoicesQuestion } from './voices-data.ts';

/** As far as the server counts them. */
const countedWaiting = 1000;

/** How many wait for a look, or the way to them. */
export function VoicesTitle({ desk }: { desk: Desk }) {
  const { t } = useTranslation('voices');
  const { to } = useAddress();
  const { isReview } = useVoicesQuestion();
  const waiting = useWaitingText(desk.waiting);
  if (isReview)
    return (
      <PageTitle note={t('title.how')} actions={<UndoLast desk={desk} />}>
        <output>
          <MarkedText text={desk.waiting === 0 ? t('title.nobodyWaits') : waiting} />
        </output>
      </PageTitle>
    );
  return (
    <PageTitle
      actions={
        desk.waiting > 0 ? (
          <Button component={Link} to={to({ review: '1', state: null })} variant="filled">
            {t('title.review')}
          </Button>
        ) : null
      }
      note={desk.waiting > 0 ? waiting.replaceAll(/<\/?em>/g, '') : null}
    >
      <MarkedText text={t('title.all')} />
    </PageTitle>
  );
}

function useWaitingText(waiting: number): string {
  const { t } = useTranslation('voices');
  const { number } = useFormat();
  if (waiting >= countedWaiting) return t('title.manyWait', { n: number(countedWaiting) });
  return t('title.wait', { count: waiting, n: number(waiting) });
}

function UndoLast({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['voices', 'desk']);
  if (!desk.last) return null;
  return (
    <Button
      onClick={() => desk.undo()}
      leftSection={<IconArrowBackUp size={16} className="mirrored" aria-hidden />}
      aria-keyshortcuts="u"
    >
      {t('title.undoLast')}
    </Button>
  );
}
