import { and, eq } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Deps } from '../../deps.ts';
import { isNeverContacted } from '../../email/suppression.ts';
import { DomainError } from '../../errors.ts';
import { callStandings } from './call-standings.ts';
import { mayInterview } from './interviewer.ts';
import { servicesTo } from './interviewers.ts';

export type OneCall = Awaited<ReturnType<typeof theCall>>;

/** A call with how it stands and who has served its customer; nothing for what is no call, or may not be made, ever. */
export async function theCall({ db }: Pick<Deps, 'db'>, id: string) {
  const [found] = await db
    .select({
      id: invitations.id,
      waveId: invitations.waveId,
      surveyVersionId: invitations.surveyVersionId,
      status: invitations.status,
      locale: invitations.locale,
      subject: invitations.subject,
      nonce: invitations.tokenNonce,
      sendAt: invitations.sendAt,
      closesAt: invitations.closesAt,
      wave: { closedAt: waves.closedAt, pausedAt: waves.pausedAt },
      program: {
        id: programs.id,
        name: programs.name,
        kind: programs.kind,
        pausedAt: programs.pausedAt,
        sendFrom: programs.sendFrom,
        sendUntil: programs.sendUntil,
      },
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
    .where(and(eq(invitations.id, id), eq(invitations.channel, 'call')));
  if (!found || found.nonce === null || found.sendAt === null || isNeverContacted(found.customer.status)) {
    throw new DomainError('not_found', 'There is no such call.');
  }
  const { customer, locale } = found;
  const standing = (await callStandings(db, [{ id, customerId: customer.id }]))({ id });
  const services = (await servicesTo(db, [customer.id])).get(customer.id) ?? [];
  const { accountManager } = customer;
  const interviewee = { locale, accountManager, services, allowed: standing.allowed };
  return { ...found, nonce: found.nonce, sendAt: found.sendAt, standing, interviewee };
}

/** Refuses what waits, or can be answered no more. */
export function demandOpen({ wave, program, status, closesAt }: OneCall, now: Date): void {
  if (wave.closedAt || wave.pausedAt || program.pausedAt) {
    throw new DomainError('not_found', 'There is no such call.');
  }
  if (['completed', 'expired', 'skipped'].includes(status) || closesAt <= now) {
    throw new DomainError('conflict', 'This call is over.');
  }
}

/** A5: never by one who has served her. */
export function demandStranger(actor: Actor, { interviewee }: OneCall): void {
  if (mayInterview(actor, interviewee)) return;
  throw new DomainError('forbidden', 'Who has served this customer does not interview her.');
}

/** Two do not talk with one customer: whoever comes second is told who is at it. */
export function demandNobodyElse(actor: Actor, { standing }: OneCall): void {
  const { underWay } = standing;
  if (!underWay || underWay.id === actor.id) return;
  throw new DomainError('conflict', `${underWay.name} is at this interview.`);
}
