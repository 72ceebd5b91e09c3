import { eq, or } from 'drizzle-orm';
import { ConstraintError, write, type Tx } from '#db/client.ts';
import { deliveryEvents, messages } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Deps } from '../../deps.ts';
import type { DeliveryNotice } from '../../email/delivery-notice.ts';
import { suppress } from '../../email/suppressions.ts';
import { record } from '../../events/events.ts';
import { enqueue, postponeJob, type Job } from '../../jobs/jobs.ts';
import { advance, leave } from '../invitation-progress.ts';
import { mailAgain } from './soft-bounces.ts';

type About = NonNullable<Awaited<ReturnType<typeof mailAbout>>>;

const hour = 3_600_000;
const askAgainMinutes = 2;
/** A batch whose answer was lost is settled by then. */
const waitsHours = 25;

/** Takes in what the provider tells of a mail. A notice told twice, or of a mail that is not ours, changes nothing. */
export async function hear(deps: Deps, noticeId: string, notice: DeliveryNotice): Promise<void> {
  const about = await mailAbout(deps, notice);
  const { kind, providerId, at, messageId } = notice;
  await write(deps.db, (tx) => {
    tx.run(
      deps.db.insert(deliveryEvents).values({ id: noticeId, kind, providerId, at, receivedAt: deps.now() }),
    );
    if (about) take(deps, tx, { about, notice });
    // It came before our own row of the mail was written.
    else if (messageId !== null) listenLater(deps, tx, notice);
  }).catch((error: unknown) => {
    const isReplay = error instanceof ConstraintError && error.message.includes('delivery_events');
    if (!isReplay) throw error;
  });
}

function listenLater(deps: Deps, tx: Tx, notice: DeliveryNotice): void {
  const due = new Date(deps.now().getTime() + askAgainMinutes * 60_000);
  enqueue(deps, tx, { kind: 'hear-delivery', payload: { notice: JSON.stringify(notice) }, due });
}

/** The job of a notice that came early. One about a mail we never come to know of is let go after a day. */
export async function hearLater(deps: Deps, job: Job): Promise<void> {
  const told = JSON.parse(String(job.payload.notice)) as DeliveryNotice & { at: string };
  const notice: DeliveryNotice = { ...told, at: new Date(told.at) };
  const about = await mailAbout(deps, notice);
  const isOld = deps.now().getTime() - notice.at.getTime() > waitsHours * hour;
  if (!about && isOld) return;
  await write(deps.db, (tx) => {
    if (about) take(deps, tx, { about, notice });
    else postponeJob(deps, tx, job, new Date(deps.now().getTime() + askAgainMinutes * 60_000));
  });
}

async function mailAbout({ db }: Deps, { providerId, messageId }: DeliveryNotice) {
  const [found] = await db
    .select({ message: messages, invitation: invitations })
    .from(messages)
    .leftJoin(invitations, eq(invitations.id, messages.invitationId))
    .where(
      messageId === null
        ? eq(messages.providerId, providerId)
        : or(eq(messages.providerId, providerId), eq(messages.id, messageId)),
    );
  return found?.message.status === 'sent' ? found : null;
}

interface Heard {
  about: About;
  notice: DeliveryNotice;
}

function take(deps: Deps, tx: Tx, heard: Heard): void {
  keepOnMessage(deps, tx, heard);
  takers[heard.notice.kind](deps, tx, heard);
}

/** Notices come in any order: what is told first about a mail stays. */
function keepOnMessage({ db }: Deps, tx: Tx, { about: { message }, notice }: Heard): void {
  const { kind, at, note, providerId } = notice;
  const instants = {
    delivered: { deliveredAt: message.deliveredAt ?? at },
    bounced: { bouncedAt: message.bouncedAt ?? at },
    'soft-bounced': {},
    complained: { complainedAt: message.complainedAt ?? at },
    delayed: {},
  } satisfies Record<DeliveryNotice['kind'], object>;
  tx.run(
    db
      .update(messages)
      .set({ providerId: message.providerId ?? providerId, note: note ?? message.note, ...instants[kind] })
      .where(eq(messages.id, message.id)),
  );
}

const takers: Record<DeliveryNotice['kind'], (deps: Deps, tx: Tx, heard: Heard) => void> = {
  delivered: arrive,
  bounced: (deps, tx, heard) => {
    const { hadComplained, note, at } = heard.notice;
    block(deps, tx, heard, { reason: hadComplained ? 'complained' : 'bounced', note: note ?? undefined, at });
    comeBack(deps, tx, heard);
  },
  'soft-bounced': (deps, tx, heard) => {
    const { invitation, message } = heard.about;
    // Who has it already, or is never to be mailed again, needs no second try.
    if (message.deliveredAt || message.bouncedAt || invitation === null) return;
    if (!mailAgain(deps, tx, { message, invitation })) comeBack(deps, tx, heard);
  },
  complained: (deps, tx, heard) => {
    block(deps, tx, heard, { reason: 'complained', at: heard.notice.at });
    arrive(deps, tx, heard);
  },
  delayed: () => {},
};

function arrive({ db }: Deps, tx: Tx, { about: { invitation }, notice }: Heard): void {
  if (invitation?.status === 'sent') advance(db, tx, invitation, 'delivered', notice.at);
}

function comeBack({ db }: Deps, tx: Tx, { about: { invitation }, notice }: Heard): void {
  if (invitation?.status !== 'sent' && invitation?.status !== 'delivered') return;
  leave(db, tx, invitation, 'bounced');
  const { id: invitationId, waveId, customerId } = invitation;
  record(db, tx, { kind: 'invitation-bounced', at: notice.at, customerId, data: { invitationId, waveId } });
}

function block(
  { db }: Deps,
  tx: Tx,
  { about: { message } }: Heard,
  why: { reason: 'bounced' | 'complained'; note?: string | undefined; at: Date },
): void {
  const { reason, note, at } = why;
  suppress(db, tx, {
    email: message.toEmail,
    reason,
    at,
    ...(note === undefined ? {} : { note }),
    ...(message.invitationId === null ? {} : { invitationId: message.invitationId }),
  });
}
