import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '#client/locales/languages.ts';
import { ApiProblem } from './api.ts';
import { LoadingShape } from './components/loading-shape.tsx';
import { ShortcutsProvider } from './use-shortcuts.tsx';
import { cssVariables, theme } from './theme.ts';

/** Everything a desk page may count on: theme, direction, data, texts and keys. */
export function DeskProviders({ children }: { children: ReactNode }) {
  const [queries] = useState(deskQueries);
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <ShortcutsProvider>
            <LanguageOnPage />
            <Notifications position="bottom-center" limit={3} />
            <Suspense fallback={<LoadingShape />}>{children}</Suspense>
          </ShortcutsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

function LanguageOnPage() {
  const { i18n } = useTranslation('desk', { useSuspense: false });
  const { setDirection } = useDirection();
  const language = i18n.language;
  useEffect(() => {
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}

function deskQueries() {
  const askAgainWhoIsHere = (error: unknown, queryKey?: readonly unknown[]) => {
    const isSignedOut = error instanceof ApiProblem && error.status === 401;
    if (isSignedOut && queryKey?.[0] !== 'me') void queries.invalidateQueries({ queryKey: ['me'] });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => askAgainWhoIsHere(error, query.queryKey) }),
    mutationCache: new MutationCache({ onError: (error) => askAgainWhoIsHere(error) }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      },
    },
  });
  return queries;
}
