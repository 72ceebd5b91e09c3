import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemText } from './problem-text.ts';

/** Says that something was done. */
export const notifyDone = (message: string) =>
  notifications.show({ ...closedByName(), message, color: 'accent' });

/** Says that something was done and lets it be undone for eight seconds: the desk's way of asking "are you sure". */
export function notifyWithUndo(message: string, onUndo: () => void) {
  const id = notifications.show({
    ...closedByName(),
    color: 'accent',
    autoClose: 8000,
    message: (
      <span style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 12 }}>
        {message}
        <Button
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {i18next.t('undo', { ns: 'desk' })}
        </Button>
      </span>
    ),
  });
}

/** Says why a step was refused, long enough to be read. */
export const notifyRefusal = (message: string) =>
  notifications.show({ ...closedByName(), message, color: 'red', autoClose: 8000 });

/** Says that something did not work; fits `onError` as it is. */
export function notifyProblem(error: unknown) {
  const t = i18next.getFixedT(null, 'desk');
  notifyRefusal(problemText(error, { t, language: i18next.language }));
}

const closedByName = () => ({
  closeButtonProps: { 'aria-label': i18next.t('dismiss', { ns: 'desk' }) },
});
