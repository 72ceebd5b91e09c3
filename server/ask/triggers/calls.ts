import { and, count as countRows, eq, isNull } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Actor } from '../../auth/actor.ts';
import { theCompany } from '../../company/company.ts';
import { isAccountManager } from '../../customers/account-manager.ts';
import type { Deps } from '../../deps.ts';
import { isNeverContacted } from '../../email/suppression.ts';
import { DomainError } from '../../errors.ts';
import { record } from '../../events/events.ts';
import { afterCall, type AfterCall, type CallOutcome } from './call.ts';
import { advance, skipUnsent } from '../invitation-progress.ts';
import { tokenFor } from '../invitation.ts';
import { nextInHours, zoneOr } from '../send-times.ts';

export interface CallMade {
  invitationId: string;
  outcome: CallOutcome;
}

/**
 * Keeps how a call went. Who was reached is interviewed: the answer is the personal link under which the caller fills in
 * the survey for her; it can be asked for again until the interview is complete.
 */
export async function keepCall(
  deps: Deps,
  actor: Actor,
  { invitationId, outcome }: CallMade,
): Promise<{ next: AfterCall['next']; surveyUrl: string | null }> {
  const call = await theCall(deps, invitationId);
  if (isAccountManager(actor, call.customer.accountManager)) {
    throw new DomainError('forbidden', 'Who looked after this customer does not call her.');
  }
  const surveyUrl = `/s/${tokenFor(deps.secret, call.nonce)}`;
  if (call.status !== 'queued') {
    if (outcome === 'reached') return { next: 'interview', surveyUrl };
    throw new DomainError('conflict', 'This customer has been reached already.');
  }
  if (call.sendAt > deps.now()) throw new DomainError('conflict', 'This call is not due yet.');
  const after = afterCall(outcome, await triesBefore(deps, call));
  const again = after.next === 'again-tomorrow' ? await tomorrow(deps, call) : null;
  await write(deps.db, (tx) => {
    keepContact(deps, tx, { actor, call, outcome });
    follow(deps, tx, { call, after, again });
  });
  return { next: after.next, surveyUrl: after.next === 'interview' ? surveyUrl : null };
}

type OpenCall = Awaited<ReturnType<typeof theCall>>;

async function theCall({ db, now }: Deps, id: string) {
  const [found] = await db
    .select({
      id: invitations.id,
      waveId: invitations.waveId,
      status: invitations.status,
      nonce: invitations.tokenNonce,
      sendAt: invitations.sendAt,
      closesAt: invitations.closesAt,
      program: { id: programs.id, sendFrom: programs.sendFrom, sendUntil: programs.sendUntil },
      customer: {
        id: customers.id,
        status: customers.status,
        timeZone: customers.timeZone,
        accountManager: customers.accountManager,
      },
    })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .innerJoin(waves, eq(waves.id, invitations.waveId))
    .innerJoin(programs, eq(programs.id, invitations.programId))
    .where(
      and(
        eq(invitations.id, id),
        eq(invitations.channel, 'call'),
        isNull(waves.closedAt),
        isNull(waves.pausedAt),
        isNull(programs.pausedAt),
      ),
    );
  if (!found || found.nonce === null || found.sendAt === null || isNeverContacted(found.customer.status)) {
    throw new DomainError('not_found', 'There is no such call.');
  }
  if (['completed', 'expired', 'skipped'].includes(found.status) || found.closesAt <= now()) {
    throw new DomainError('conflict', 'This call is over.');
  }
  return { ...found, nonce: found.nonce, sendAt: found.sendAt };
}

async function triesBefore({ db }: Deps, { id, customer }: OpenCall): Promise<number> {
  const [tries] = await db
    .select({ n: countRows() })
    .from(contacts)
    .where(
      and(eq(contacts.customerId, customer.id), eq(contacts.invitationId, id), eq(contacts.channel, 'call')),
    );
  return tries?.n ?? 0;
}

async function tomorrow({ db, now }: Deps, { program, customer }: OpenCall): Promise<Date> {
  const { timeZone, quietFrom, quietUntil } = await theCompany(db);
  const { sendFrom, sendUntil } = program;
  const at = new Date(now().getTime() + 86_400_000);
  return nextInHours(at, zoneOr(customer.timeZone, timeZone), { sendFrom, sendUntil, quietFrom, quietUntil });
}

function keepContact(
  { db, now }: Deps,
  tx: Tx,
  { actor, call, outcome }: { actor: Actor; call: OpenCall; outcome: CallOutcome },
): void {
  const at = now();
  const customerId = call.customer.id;
  tx.run(
    db
      .insert(contacts)
      .values({ customerId, channel: 'call', kind: 'survey-call', invitationId: call.id, at }),
  );
  record(db, tx, {
    kind: 'call-made',
    at,
    actorId: actor.id,
    customerId,
    data: { invitationId: call.id, programId: call.program.id, outcome },
  });
}

/** The invitation changes only as it was read, so that a call is kept once, however often and whatever is sent. */
function follow(
  { db, now }: Deps,
  tx: Tx,
  { call, after, again }: { call: OpenCall; after: AfterCall; again: Date | null },
): void {
  tx.must(
    db
      .update(invitations)
      .set({ sendAt: again ?? call.sendAt })
      .where(
        and(
          eq(invitations.id, call.id),
          eq(invitations.status, 'queued'),
          eq(invitations.sendAt, call.sendAt),
        ),
      ),
    'This call has just been kept.',
  );
  if (after.next === 'interview') advance(db, tx, call, 'delivered', now());
  if (after.next === 'no-more') skipUnsent(db, tx, call, after.because);
}
