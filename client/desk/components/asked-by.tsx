import { useTranslation } from 'react-i18next';
import { isolated } from '../inbox/isolated.ts';

/** Says of an answer that it was given on the telephone, and to whom. */
export function AskedBy({ name }: { name: string }) {
  const { t } = useTranslation('desk');
  return t('askedBy', { name: isolated(name) });
}
