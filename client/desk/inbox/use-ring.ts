import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiProblem, getJson } from '../api.ts';
import { useSession } from '../session.tsx';
import type { InboxRow } from './inbox-data.ts';
import { isolated } from './isolated.ts';

type AlertSettings = {
  scope: 'mine' | 'all';
  leastSeverity: number;
  hasSound: boolean;
  hasBrowserNotice: boolean;
};

const off: AlertSettings = { scope: 'mine', leastSeverity: 1, hasSound: false, hasBrowserNotice: false };

/** How this person wants to hear of a new case in the desk; off until she says otherwise. */
function useAlertSettings(): AlertSettings {
  const { data } = useQuery({
    queryKey: ['alerts'],
    queryFn: () => getJson<AlertSettings>('/api/me/alerts').catch(offWhereThereAreNone),
    staleTime: 300_000,
    retry: false,
  });
  return data ?? off;
}

function offWhereThereAreNone(error: unknown): AlertSettings {
  if (error instanceof ApiProblem && error.status === 404) return off;
  throw error;
}

/** Says that a case has come, by a tone and a notice of the browser, to whom wants it. */
export function useRing(): (row: InboxRow) => void {
  const { t } = useTranslation('inbox');
  const { actor } = useSession();
  const { scope, leastSeverity, hasSound, hasBrowserNotice } = useAlertSettings();
  return (row) => {
    const isHers = scope === 'all' || row.owner === null || row.owner.id === actor.id;
    if (!isHers || row.severity < leastSeverity) return;
    if (hasSound) playTone();
    if (hasBrowserNotice)
      notify(t('ring.title', { name: isolated(row.customer.name) }), {
        body: t(`severity.${row.severity}`),
        tag: row.id,
      });
  };
}

/** Asked of the person when she switches notices on; true when she allows them. */
export async function mayNotify(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  return (await Notification.requestPermission()) === 'granted';
}

function notify(title: string, options: NotificationOptions): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
  new Notification(title, options).addEventListener('click', () => window.focus());
}

/** Two soft tones of a quarter of a second; a browser that has not been touched yet stays silent. */
function playTone(): void {
  const context = new AudioContext();
  const loudness = context.createGain();
  loudness.gain.setValueAtTime(0.12, context.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.5);
  loudness.connect(context.destination);
  for (const [at, frequency] of [660, 880].entries()) {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(loudness);
    tone.start(context.currentTime + at * 0.18);
    tone.stop(context.currentTime + at * 0.18 + 0.25);
  }
  setTimeout(() => void context.close(), 1000);
}
