import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../components/filter-row.tsx';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useDigest } from './digest-data.ts';
import styles from './told.module.css';
import { useDigestChoice } from './use-digest-choice.ts';

/** Has the page mailed, with the filters it stands under. */
export function MailMe() {
  const { t } = useTranslation('told');
  const { data: digest } = useDigest();
  const narrowing = useNarrowing();
  const { choose } = useDigestChoice();
  const query = queryOf(narrowing);
  const isThis = (cadence: string) => digest?.cadence === cadence && digest.query === query;
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <Chip>{t('mailMe.action')}</Chip>
      </Menu.Target>
      <Menu.Dropdown>
        {(['weekly', 'monthly'] as const).map((cadence) => (
          <Menu.Item
            key={cadence}
            onClick={() => choose.mutate({ cadence, query })}
            aria-current={isThis(cadence)}
            rightSection={isThis(cadence) ? <IconCheck size={16} aria-hidden /> : null}
          >
            {t(`mailMe.${cadence}`)}
          </Menu.Item>
        ))}
        {digest ? <Menu.Item onClick={() => choose.mutate(null)}>{t('mailMe.never')}</Menu.Item> : null}
        <Menu.Label className={styles.wrapped}>
          {t('mailMe.here')} {t('mailMe.help')} {digest ? t('mailMe.instead') : null}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

function queryOf(narrowing: Record<string, string | undefined>): string {
  const given = Object.entries(narrowing).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return new URLSearchParams(given).toString();
}
