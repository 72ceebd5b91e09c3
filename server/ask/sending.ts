import { and, asc, between, eq, gt, isNull } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import { sendMessages, type Alongside, type Message } from '../email/messages.ts';
import { isNeverContacted, type MailRefusal } from '../email/suppression.ts';
import { record } from '../events/events.ts';
import { enqueue, type Job } from '../jobs/jobs.ts';
import type { Skip } from './contact-rules.ts';
import type { InvitationLetter } from './invitation-letter.ts';
import { advance, leave, skipUnsent } from './invitation-progress.ts';
import { tokenFor } from './invitation.ts';
import { freezeLetter, lettersOf } from './wave-letter.ts';

const atOnce = 25;
// A job's lease is a minute: what is not sent long before that is asked for again, never by two workers at once.
const longestSeconds = 20;
const pauseMinutes = 60;

type Queued = Awaited<ReturnType<typeof queuedBetween>>[number];

/** The job that mails a stretch of a wave's customers. What has gone, or may not go any more, is left alone. */
export async function sendInvitations(deps: Deps, { payload }: Pick<Job, 'payload'>): Promise<void> {
  const wave = await unclosedWave(deps, String(payload.waveId));
  if (!wave) return;
  const minutesFromNow = (minutes: number) => new Date(deps.now().getTime() + minutes * 60_000);
  if (wave.pausedAt) return askAgain(deps, payload, minutesFromNow(pauseMinutes));
  const queued = await queuedBetween(deps, wave.id, { from: String(payload.from), to: String(payload.to) });
  const letters = lettersOf(
    wave.letter ?? (await freezeLetter(deps.db, wave.program, wave.surveyVersionId)),
    deps.config.url,
  );
  const letterIn = (locale: string) => letters(locale, 0);
  const startedAt = performance.now();
  for (let at = 0; at < queued.length; at += atOnce) {
    if (performance.now() - startedAt > longestSeconds * 1000) return askAgain(deps, payload, deps.now());
    await sendSome(deps, queued.slice(at, at + atOnce), letterIn);
  }
}

async function unclosedWave({ db, now }: Deps, waveId: string) {
  const [wave] = await db
    .select({
      id: waves.id,
      letter: waves.letter,
      surveyVersionId: waves.surveyVersionId,
      program: programs,
      pausedAt: programs.pausedAt,
    })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(and(eq(waves.id, waveId), isNull(waves.closedAt), gt(waves.closesAt, now())));
  return wave;
}

async function queuedBetween({ db }: Deps, waveId: string, { from, to }: { from: string; to: string }) {
  return db
    .select({
      id: invitations.id,
      waveId: invitations.waveId,
      status: invitations.status,
      customerId: customers.id,
      name: customers.name,
      email: invitations.email,
      locale: invitations.locale,
      nonce: invitations.tokenNonce,
    })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .where(
      and(
        eq(invitations.waveId, waveId),
        between(invitations.customerId, from, to),
        eq(invitations.status, 'queued'),
      ),
    )
    .orderBy(asc(invitations.customerId));
}

async function askAgain(deps: Deps, payload: Job['payload'], due: Date): Promise<void> {
  await write(deps.db, (tx) => enqueue(deps, tx, { kind: 'send-invitations', payload, due }));
}

async function sendSome(
  deps: Deps,
  queued: Queued[],
  letterIn: (locale: string) => Promise<InvitationLetter>,
) {
  const outgoing = queued.map(async (invitation) => ({
    message: messageFor(deps, invitation, await letterIn(invitation.locale)),
    alongside: progressOf(deps, invitation),
  }));
  await sendMessages(deps, await Promise.all(outgoing));
}

function messageFor(deps: Deps, invitation: Queued, letter: InvitationLetter): Message {
  const { id, name, email, locale, customerId, nonce } = invitation;
  const token = tokenFor(deps.secret, nonce ?? '');
  const { url } = deps.config;
  const mail = letter({
    name,
    surveyUrl: `${url}/s/${token}`,
    unsubscribeUrl: `${url}/u/${token}`,
    preferencesUrl: `${url}/u/${token}`,
  });
  return {
    ...mail,
    id: `invitation-${id}`,
    kind: 'survey-invitation',
    to: { name, email: email ?? '' },
    locale,
    customerId,
    invitationId: id,
  };
}

/** Sent, skipped or bounced is written with the mail's own row. What a server has accepted counts as delivered. */
function progressOf({ db, now }: Deps, invitation: Queued): Alongside {
  return (tx: Tx, { outcome, refusal }) => {
    if (outcome === 'sent') advance(db, tx, invitation, 'delivered', now());
    if (outcome === 'refused') leave(db, tx, invitation, 'bounced');
    if (outcome === 'suppressed' && refusal) skipUnsent(db, tx, invitation, skipFor(refusal));
    const kinds = { sent: 'invitation-sent', refused: 'invitation-bounced', suppressed: null } as const;
    const kind = kinds[outcome];
    if (kind === null) return;
    const { id, waveId, customerId } = invitation;
    record(db, tx, { kind, at: now(), customerId, data: { invitationId: id, waveId } });
  };
}

function skipFor(refusal: MailRefusal): Skip {
  if (isNeverContacted(refusal)) return { code: refusal, facts: {} };
  return { code: 'suppressed', facts: { reason: refusal } };
}
