import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppShell } from './app-shell.tsx';
import { NotFound, RouteError } from './route-error.tsx';
import { LoadingShape } from './components/loading-shape.tsx';

/** `handle.isWide`: the page fills the desk to its edges and lays out its own panes. */
export type RouteHandle = { isWide?: boolean };
const wide: RouteHandle = { isWide: true };

const inbox = () => import('./inbox/inbox-page.tsx');
const outbox = () => import('./outbox/outbox-page.tsx');
const settings = () => import('./settings/settings-page.tsx');

const staffRoutes: RouteObject[] = [
  { index: true, lazy: () => import('./overview/overview-page.tsx') },
  { path: 'reasons', lazy: () => import('./reasons/reasons-page.tsx') },
  { path: 'voices', lazy: () => import('./voices/voices-page.tsx') },
  { path: 'departures', lazy: () => import('./departures/departures-page.tsx') },
  { path: 'departures/returns', lazy: () => import('./departures/returns-page.tsx') },
  { path: 'staff-view', lazy: () => import('./staff-view/staff-view-page.tsx') },
  { path: 'compensation', lazy: () => import('./compensation/compensation-page.tsx') },
  { path: 'departments', lazy: () => import('./departments/departments-page.tsx') },
  { path: 'inbox', lazy: inbox, handle: wide },
  { path: 'inbox/:caseId', lazy: inbox, handle: wide },
  { path: 'customers', lazy: () => import('./customers/customers-page.tsx') },
  { path: 'customers/import', lazy: () => import('./customers/import-page.tsx') },
  { path: 'customers/:id', lazy: () => import('./customers/customer-page.tsx') },
  { path: 'programs', lazy: () => import('./programs/programs-page.tsx') },
  { path: 'programs/:id', lazy: () => import('./programs/program-page.tsx') },
  { path: 'programs/:id/edit', lazy: () => import('./programs/edit-page.tsx') },
  { path: 'programs/waves/:id', lazy: () => import('./programs/wave-page.tsx') },
  { path: 'calls', lazy: () => import('./programs/calls-page.tsx') },
  { path: 'calls/:id/interview', lazy: () => import('./interview/interview-page.tsx') },
  { path: 'handovers', lazy: () => import('./grants/handovers-page.tsx') },
  { path: 'surveys', lazy: () => import('./surveys/surveys-page.tsx') },
  { path: 'surveys/:id', lazy: () => import('./surveys/editor-page.tsx'), handle: wide },
  { path: 'outbox', lazy: outbox },
  { path: 'outbox/:id', lazy: outbox },
  { path: 'settings/*', lazy: settings },
  { path: '*', Component: NotFound },
];

const openRoutes: RouteObject[] = [
  { path: 'sign-in', lazy: () => import('./sign-in/sign-in-page.tsx') },
  { path: 'sign-in/link', lazy: () => import('./sign-in/link-page.tsx') },
  { path: 'set-up', lazy: () => import('./sign-in/set-up-page.tsx') },
  { path: 'shared/:token', lazy: () => import('./shared/shared-page.tsx') },
];

export const deskRouter = () =>
  createBrowserRouter([
    {
      ErrorBoundary: RouteError,
      HydrateFallback: LoadingShape,
      children: [
        ...openRoutes,
        { Component: AppShell, children: [{ ErrorBoundary: RouteError, children: staffRoutes }] },
      ],
    },
  ]);
