import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation, useMatches, useNavigation } from 'react-router';
import styles from './app-shell.module.css';
import { BottomBar } from './bottom-bar.tsx';
import { CommandPalette } from './command-palette.tsx';
import { LoadingShape } from './components/loading-shape.tsx';
import { places } from './nav.ts';
import { SessionGate } from './session.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { PrintHead } from './views/print-head.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import type { RouteHandle } from './routes.tsx';

/** The frame of every signed-in page: where to go, the page, and what the keyboard opens. */
export function AppShell() {
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}

function Frame() {
  const { t } = useTranslation('desk');
  const [opened, setOpened] = useState<'palette' | 'shortcuts' | null>(null);
  const isWide = useMatches().some((match) => (match.handle as RouteHandle | undefined)?.isWide);
  const isMoving = useNavigation().state === 'loading';
  const close = () => setOpened(null);
  useDeskKeys({ openPalette: () => setOpened('palette'), openShortcuts: () => setOpened('shortcuts') });
  const openers = { onSearch: () => setOpened('palette'), onShortcuts: () => setOpened('shortcuts') };

  return (
    <div className={styles.desk}>
      <PageName />
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <SideNavigation {...openers} />
      <main id="main" tabIndex={-1} className={isWide ? styles.wide : styles.main} aria-busy={isMoving}>
        <Suspense fallback={<LoadingShape />}>
          <PrintHead />
          <Outlet />
        </Suspense>
      </main>
      <BottomBar {...openers} />
      <CommandPalette isOpen={opened === 'palette'} onClose={close} />
      <ShortcutsDialog isOpen={opened === 'shortcuts'} onClose={close} />
    </div>
  );
}

function PageName() {
  const { t } = useTranslation('desk');
  const { pathname } = useLocation();
  const place = places.findLast(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)));
  return <title>{place ? `${t(`nav.${place.name}`)} · Amends` : 'Amends'}</title>;
}
