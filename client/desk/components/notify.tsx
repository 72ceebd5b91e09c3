import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ApiProblem } from '../api.ts';
import { problemKey } from './problem-text.ts';

/** Says that something was done. */
export const notifyDone = (message: string) => notifications.show({ message, color: 'accent' });

/** Says that something was done and lets it be undone for eight seconds: the desk's way of asking "are you sure". */
export function notifyWithUndo(message: string, onUndo: () => void) {
  const id = notifications.show({
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

/** Says that something did not work, in the server's words when it has some; fits `onError` as it is. */
export function notifyProblem(error: unknown) {
  const own = error instanceof ApiProblem && error.status < 500 ? error.message : '';
  notifications.show({
    color: 'red',
    autoClose: 8000,
    message: own || i18next.t(problemKey(error), { ns: 'desk' }),
  });
}
