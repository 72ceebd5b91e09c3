import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { notifyProblem, notifyWithUndo } from '../components/notify.tsx';
import { NameDialog } from './name-dialog.tsx';
import styles from './views.module.css';
import {
  addressOf,
  useDeleteView,
  useRenameView,
  useSavedViews,
  useSaveView,
  type SavedView,
} from './views-data.ts';

/** The views a person has saved, in the side navigation. */
export function ViewLinks({ heading, list }: { heading: string | undefined; list: string | undefined }) {
  const { t } = useTranslation('views');
  const { data } = useSavedViews();
  const [renamed, setRenamed] = useState<SavedView | null>(null);
  if (!data || data.length === 0) return null;
  return (
    <div>
      <p className={heading}>{t('views.title')}</p>
      <ul className={list}>
        {data.map((view) => (
          <ViewLink key={view.id} view={view} onRename={() => setRenamed(view)} />
        ))}
      </ul>
      {renamed ? <Rename view={renamed} onClose={() => setRenamed(null)} /> : null}
    </div>
  );
}

function ViewLink({ view, onRename }: { view: SavedView; onRename: () => void }) {
  const { t } = useTranslation('views');
  const { pathname, search } = useLocation();
  const remove = useRemoval(view);
  const to = addressOf(view);
  return (
    <li className={styles.view}>
      <Link to={to} className={styles.open} aria-current={pathname + search === to ? 'page' : undefined}>
        <bdi>{view.name}</bdi>
      </Link>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <button type="button" className={styles.more} aria-label={t('views.options', { name: view.name })}>
            <IconDots size={15} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onRename}>{t('views.rename')}</Menu.Item>
          <Menu.Item onClick={remove}>{t('views.delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function useRemoval({ id, name, page, query }: SavedView) {
  const { t } = useTranslation('views');
  const [save, remove] = [useSaveView(), useDeleteView()];
  const again = () => save.mutate({ name, page, query }, { onError: notifyProblem });
  const told = () => notifyWithUndo(t('views.deleted', { name: `\u2068${name}\u2069` }), again);
  return () => remove.mutate(id, { onSuccess: told, onError: notifyProblem });
}

function Rename({ view: { id, name }, onClose }: { view: SavedView; onClose: () => void }) {
  const { t } = useTranslation('views');
  const rename = useRenameView();
  return (
    <NameDialog
      title={t('views.renameTitle', { name: `\u2068${name}\u2069` })}
      action={t('views.renameDo')}
      name={name}
      isSending={rename.isPending}
      onClose={onClose}
      onName={(next, onError) => rename.mutate({ id, name: next }, { onSuccess: onClose, onError })}
    />
  );
}
