import { useQuery } from '@tanstack/react-query';
import { use, useEffect, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { speak } from '#client/locales/i18n.ts';
import { api, ApiProblem, read } from './api.ts';
import { ErrorState } from './components/error-state.tsx';
import { LoadingShape } from './components/loading-shape.tsx';
import { SessionContext, type Session } from './session-context.ts';

/** Who is at the desk, and for which company. Only inside the signed-in part of the desk. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession is only for pages behind the sign-in');
  return session;
}

/** Lets signed-in people through and sends the rest to the sign-in, remembering where they were going. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  const me = useQuery({ queryKey: ['me'], queryFn: () => read(api.api.me.$get()), staleTime: 300_000 });
  const locale = me.data?.actor.locale;
  useEffect(() => {
    if (locale) void speak(locale);
  }, [locale]);

  if (me.error instanceof ApiProblem && me.error.status === 401)
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />;
  if (me.data) return <SessionContext value={me.data}>{children}</SessionContext>;
  if (me.error) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />;
  return <LoadingShape />;
}
