import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import type { Accepted } from '#surveys/accept.ts';
import { count } from '../ask/invitation-progress.ts';
import { dayIn } from '../company/calendar-day.ts';
import type { Deps } from '../deps.ts';
import type { AnonymousLink } from './anonymous-link.ts';
import { addResponse, type NewResponse } from './keep-response.ts';
import { takeSubmission } from './submissions.ts';

/**
 * Keeps answers given without a name (design rule 4): of the time only the day, and even the ids, which are made of the
 * time, are made of noon. No event, no job and no follow-up: each would carry the moment, and nobody is to be called.
 */
export async function keepAnonymous(
  deps: Deps,
  link: AnonymousLink,
  { accepted, hash }: { accepted: Accepted; hash: string },
): Promise<void> {
  const { db } = deps;
  const day = dayIn(link.company.timeZone, deps.now());
  const noon = new Date(`${day}T12:00:00Z`);
  const atNoon = { ...deps, now: () => noon };
  const response = anonymousResponse(newId(atNoon), { link, accepted, day, noon });
  await write(db, (tx) => {
    takeSubmission(deps, tx, { hash, link });
    addResponse(atNoon, tx, response);
    for (const stage of ['opened', 'started', 'completed'] as const) {
      count(tx, { waveId: link.wave.id, stage, n: 1 });
    }
  });
}

interface Given {
  link: AnonymousLink;
  accepted: Accepted;
  day: string;
  noon: Date;
}

function anonymousResponse(id: string, { link, accepted, day, noon }: Given): NewResponse {
  const score = (measure: string) =>
    accepted.scores.find((given) => given.measure === measure)?.value ?? null;
  return {
    row: {
      id,
      programId: link.program.id,
      waveId: link.wave.id,
      surveyVersionId: link.wave.surveyVersionId,
      status: 'complete',
      answers: accepted.answers,
      verbatim: accepted.verbatims.map(({ text }) => text).join('\n\n') || null,
      nps: score('nps'),
      csat: score('csat'),
      ces: score('ces'),
      month: day.slice(0, 7),
      answeredAt: noon,
    },
    scores: accepted.scores,
    reasons: accepted.reasons.map((reason) => ({ ...reason, detail: reason.detail ?? '' })),
    monthlyMinor: 0,
    currency: link.company.currency,
  };
}
