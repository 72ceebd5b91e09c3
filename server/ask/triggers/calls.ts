import { and, eq } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { contacts } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import type { Actor } from '../../auth/actor.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { DomainError } from '../../errors.ts';
import { record } from '../../events/events.ts';
import { advance, leave, skipUnsent } from '../invitation-progress.ts';
import { nextInHours, zoneOr } from '../send-times.ts';
import { afterCall, type AfterCall, type CallOutcome } from './call.ts';
import { interviewerFor, serviceOf } from './interviewer.ts';
import { interviewersOf } from './interviewers.ts';
import { demandNobodyElse, demandOpen, demandStranger, theCall, type OneCall } from './one-call.ts';

export interface CallMade {
  invitationId: string;
  outcome: CallOutcome;
  /** When the customer wants to be called again. */
  again?: Date | undefined;
}

/** Keeps how a call went. Who was reached is interviewed by whoever reached her. */
export async function keepCall(
  deps: Deps,
  actor: Actor,
  { invitationId, outcome, again }: CallMade,
): Promise<{ next: AfterCall['next'] }> {
  const call = await theCall(deps, invitationId);
  const { standing } = call;
  demandOpen(call, deps.now());
  demandStranger(actor, call);
  demandNobodyElse(actor, call);
  if (standing.underWay && outcome === 'reached') return { next: 'interview' };
  if (standing.underWay && outcome === 'not-reached') {
    throw new DomainError('conflict', 'This customer has been reached already.');
  }
  if (!standing.underWay && call.sendAt > deps.now()) {
    throw new DomainError('conflict', 'This call is not due yet.');
  }
  const after = afterCall(outcome, standing.tries);
  const nextAt = await nextTime(deps, call, { after, again });
  await write(deps.db, (tx) => {
    if (!standing.underWay) keepContact(deps, tx, call);
    const told = after.next === 'again-then' ? { again: nextAt.toISOString() } : {};
    tell(deps, tx, { actor, call, kind: 'call-made', data: { outcome, ...told } });
    follow(deps, tx, { call, after, nextAt });
  });
  return { next: after.next };
}

/** Goes on with the interview that a colleague has begun. */
export async function takeOver(deps: Deps, actor: Actor, invitationId: string): Promise<void> {
  const call = await theCall(deps, invitationId);
  demandOpen(call, deps.now());
  demandStranger(actor, call);
  const { underWay } = call.standing;
  if (!underWay) throw new DomainError('conflict', 'Nobody is at this interview.');
  if (underWay.id === actor.id) return;
  const data = { from: underWay.id };
  await write(deps.db, (tx) => tell(deps, tx, { actor, call, kind: 'interview-taken-over', data }));
}

/** Where everybody has served the customer, a manager lets somebody interview her all the same, and it is written down. */
export async function allowInterviewer(
  deps: Deps,
  actor: Actor,
  { invitationId, staffId }: { invitationId: string; staffId: string },
): Promise<void> {
  const call = await theCall(deps, invitationId);
  demandOpen(call, deps.now());
  const colleagues = await interviewersOf(deps);
  const colleague = colleagues.find(({ id }) => id === staffId);
  if (!colleague) throw new DomainError('invalid', 'There is no such colleague.', { staffId: 'unknown' });
  const offered = interviewerFor(colleagues, call.interviewee);
  if (offered?.id === staffId) return;
  if (offered) throw new DomainError('conflict', `${offered.name} can make this call.`);
  const data = { staffId, as: serviceOf(colleague, call.interviewee)?.as ?? null };
  await write(deps.db, (tx) => tell(deps, tx, { actor, call, kind: 'interviewer-allowed', data }));
}

/** When the call is due after this one; of a call that is over, or under way, it stays as it is. */
async function nextTime(
  deps: Deps,
  call: OneCall,
  { after, again }: { after: AfterCall; again: Date | undefined },
): Promise<Date> {
  if (after.next === 'again-tomorrow') return tomorrow(deps, call);
  if (after.next !== 'again-then') return call.sendAt;
  if (!again || again <= deps.now() || again >= call.closesAt) {
    const until = call.closesAt.toISOString();
    throw new DomainError('invalid', 'Say when to call again.', {
      again: `must be between now and ${until}`,
    });
  }
  return again;
}

async function tomorrow({ db, now }: Deps, { program, customer }: OneCall): Promise<Date> {
  const { timeZone, quietFrom, quietUntil } = await theCompany(db);
  const { sendFrom, sendUntil } = program;
  const at = new Date(now().getTime() + 86_400_000);
  return nextInHours(at, zoneOr(customer.timeZone, timeZone), { sendFrom, sendUntil, quietFrom, quietUntil });
}

function keepContact({ db, now }: Deps, tx: Tx, { id: invitationId, customer }: OneCall): void {
  const values = { customerId: customer.id, channel: 'call', kind: 'survey-call', invitationId } as const;
  tx.run(db.insert(contacts).values({ ...values, at: now() }));
}

interface Told {
  actor: Actor;
  call: OneCall;
  kind: 'call-made' | 'interview-taken-over' | 'interviewer-allowed';
  data: Record<string, unknown>;
}

function tell({ db, now }: Deps, tx: Tx, { actor, call, kind, data }: Told): void {
  const about = { invitationId: call.id, programId: call.program.id };
  const customerId = call.customer.id;
  record(db, tx, { kind, at: now(), actorId: actor.id, customerId, data: { ...about, ...data } });
}

/** The invitation changes only as it was read, so that a call is kept once, however often and whatever is sent. */
function follow(
  { db, now }: Deps,
  tx: Tx,
  { call, after, nextAt }: { call: OneCall; after: AfterCall; nextAt: Date },
): void {
  const { id, status, sendAt } = call;
  const isReachedAgain = after.next === 'interview' && status !== 'queued';
  const asRead = and(eq(invitations.id, id), eq(invitations.status, status), eq(invitations.sendAt, sendAt));
  tx.must(
    db
      .update(invitations)
      .set({ sendAt: isReachedAgain ? now() : nextAt })
      .where(asRead),
    'This call has just been kept.',
  );
  if (after.next === 'interview') advance(db, tx, call, 'delivered', now());
  if (after.next !== 'no-more') return;
  if (status === 'queued') return skipUnsent(db, tx, call, after.because);
  leave(db, tx, call, 'expired');
  const { code, facts } = after.because;
  tx.run(db.update(invitations).set({ skipReason: code, skipFacts: facts }).where(eq(invitations.id, id)));
}
