import { Button, Group, Modal } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

/** The state to go on with after saving: the page still knows its changes as unsaved in that moment. */
export const justSaved = 'just-saved';

type Props = {
  isDirty: boolean;
  /** What is not finished, where it is something else than changes. */
  title?: string;
  text?: string;
};

/** Asks before a page with unsaved changes is left, within the desk and by closing the window. */
export function UnsavedGuard({ isDirty, title, text }: Props) {
  const { t } = useTranslation('desk');
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname && nextLocation.state !== justSaved,
  );
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
  const isAsking = blocker.state === 'blocked';
  return (
    <Modal opened={isAsking} onClose={() => blocker.reset?.()} title={title ?? t('unsaved.title')}>
      <p>{text ?? t('unsaved.text')}</p>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={() => blocker.proceed?.()}>{t('unsaved.leave')}</Button>
        <Button variant="filled" onClick={() => blocker.reset?.()} data-autofocus>
          {t('unsaved.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
