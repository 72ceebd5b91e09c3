import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { placesFor } from './nav.ts';
import { useSession } from './session.tsx';
import { useShortcuts } from './use-shortcuts.tsx';

type Openers = { openPalette: () => void; openShortcuts: () => void };

/** The keys that work everywhere: `g` then a letter to go, `/` to search, `?` for the list, Ctrl-K for anything. */
export function useDeskKeys({ openPalette, openShortcuts }: Openers) {
  const { t } = useTranslation('desk');
  const go = useNavigate();
  const { role } = useSession().actor;
  useShortcuts([
    ...placesFor(role).map((place) => ({
      keys: `g ${place.key}`,
      label: t(`nav.${place.name}`),
      run: () => void go(place.to),
    })),
    { keys: '/', label: t('shortcuts.search'), run: () => focusSearch() || openPalette() },
    { keys: '?', label: t('shortcuts.title'), run: openShortcuts },
  ]);

  const onPaletteKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== 'KeyK') return;
    event.preventDefault();
    openPalette();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onPaletteKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLElement>('main input[type=search]');
  field?.focus();
  return field !== null;
}
