import { isSatisfied } from '#surveys/csat.ts';
import { npsBand } from '#surveys/nps.ts';

/** Whether words praise or complain: by their score; where that says neither, by whether a reason was named. */
export function toneOf({
  nps,
  csat,
  hasReason,
}: {
  nps: number | null;
  csat: number | null;
  hasReason: boolean;
}): 'good' | 'bad' {
  const band = nps === null ? null : npsBand(nps);
  if (band === 'promoter') return 'good';
  if (band === 'detractor') return 'bad';
  if (band === null && csat !== null) return isSatisfied(csat) ? 'good' : 'bad';
  return hasReason ? 'bad' : 'good';
}
