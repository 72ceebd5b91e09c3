import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../use-address.ts';
import styles from './voices.module.css';

/** Words to look for, in any language; the last may be a beginning. */
export function SearchField() {
  const { t } = useTranslation('voices');
  const { get, go } = useAddress();
  const search = useDebouncedCallback((words: string) => go({ q: words.trim() }, { replace: true }), 250);
  return (
    <TextInput
      type="search"
      className={styles.search}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      defaultValue={get('q') ?? ''}
      // Cleared by a link on the page, the field is drawn anew; what is being typed is not.
      key={get('q') === undefined ? 'empty' : 'words'}
      onChange={(event) => search(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={200}
      attributes={{ input: { dir: 'auto' } }}
    />
  );
}
