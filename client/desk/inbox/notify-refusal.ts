import { notifications } from '@mantine/notifications';

/** Says why a step was refused, long enough to be read. */
export const notifyRefusal = (message: string) =>
  notifications.show({ message, color: 'red', autoClose: 8000 });
