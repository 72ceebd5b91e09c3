import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { format } from '#client/locales/format.ts';
import { SessionContext } from './session-context.ts';

/** Formats in the desk's language and the company's time zone. */
export function useFormat() {
  const { i18n } = useTranslation('desk');
  const session = useContext(SessionContext);
  return format(i18n.language, session?.company.timeZone);
}
