import { Menu } from '@mantine/core';
import {
  IconBookmark,
  IconDownload,
  IconFileSpreadsheet,
  IconFileText,
  IconLink,
  IconPrinter,
  IconShare,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../components/filter-row.tsx';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { SaveView } from './save-view.tsx';
import { ShareList } from './share-list.tsx';
import { ShareView } from './share-view.tsx';
import { useExport } from './use-export.ts';
import styles from './views.module.css';
import type { ExportQuestion, NewShare } from './views-data.ts';

export type ViewMenuProps = {
  /** The months that the page shows. */
  span: { from: string; to: string };
  source?: 'responses' | 'departures';
  /** What of the page can be exported, in the order of the menu. */
  tables: ExportQuestion['what'][];
  /** The page for people without an account; without it no link is offered. */
  shareAs?: NewShare['page'] | undefined;
};

/** At the end of the filters of a page of figures: what to do with the page as it stands. */
export function ViewMenu({ span, source, tables, shareAs }: ViewMenuProps) {
  const { t } = useTranslation('views');
  const [opened, setOpened] = useState<'save' | 'share' | 'links' | null>(null);
  const close = () => setOpened(null);
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <span className={styles.end}>
          <Menu.Target>
            <Chip>{t('menu.label')}</Chip>
          </Menu.Target>
        </span>
        <Menu.Dropdown>
          <Exports span={span} source={source} tables={tables} />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPrinter size={16} />}
            onClick={() => window.setTimeout(() => window.print())}
          >
            {t('menu.print')}
          </Menu.Item>
          <Menu.Item leftSection={<IconBookmark size={16} />} onClick={() => setOpened('save')}>
            {t('menu.save')}
          </Menu.Item>
          {shareAs ? (
            <>
              <Menu.Item leftSection={<IconShare size={16} />} onClick={() => setOpened('share')}>
                {t('menu.share')}
              </Menu.Item>
              <Menu.Item leftSection={<IconLink size={16} />} onClick={() => setOpened('links')}>
                {t('menu.links')}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {opened === 'save' ? <SaveView onClose={close} /> : null}
      {opened === 'share' && shareAs ? <ShareView page={shareAs} onClose={close} /> : null}
      {opened === 'links' ? <ShareList onClose={close} /> : null}
    </>
  );
}

function Exports({ span, source, tables }: Omit<ViewMenuProps, 'shareAs'>) {
  const { t } = useTranslation('views');
  const { mutate } = useExport();
  const narrowing = useNarrowing();
  const formats = { csv: IconFileText, xlsx: IconFileSpreadsheet } as const;
  return (
    <>
      <Menu.Label>
        <IconDownload size={13} aria-hidden /> {t('menu.export')}
      </Menu.Label>
      {tables.flatMap((what) =>
        (['csv', 'xlsx'] as const).map((as) => {
          const Icon = formats[as];
          return (
            <Menu.Item
              key={what + as}
              leftSection={<Icon size={16} />}
              onClick={() => mutate({ what, as, source, ...span, ...narrowing })}
            >
              {t(`menu.${as}`, { what: t(`what.${what}`) })}
            </Menu.Item>
          );
        }),
      )}
    </>
  );
}
