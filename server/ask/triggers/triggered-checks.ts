import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { membersAmong } from '../audience/audience.ts';
import { askedOn } from '../audience/audience-tests.ts';
import { everybody } from '../audience/condition.ts';
import type { Skip } from '../contact-rules.ts';
import { skipUnsent } from '../invitation-progress.ts';
import type { Program } from '../programs.ts';
import { decide } from '../verdicts.ts';

/** What was decided so lately needs no second look. */
const freshMinutes = 10;
const atOnce = 500;

/**
 * Asks the contact rules again of what was begun earlier and is due now: since then a customer may have died, been asked
 * by another program or said no. Whoever may not be asked any more is skipped with the reason.
 */
export async function checkDue(deps: Deps): Promise<void> {
  for (const wave of await rollingWaves(deps)) {
    for (let after = ''; ;) {
      const due = await dueAfter(deps, wave.id, after);
      await checkSome(deps, wave.program, due);
      const last = due.at(-1);
      if (!last || due.length < atOnce) break;
      after = last.id;
    }
  }
}

/** The open waves to which triggers have added. */
async function rollingWaves({ db }: Deps) {
  return db
    .select({ id: waves.id, program: programs })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(
      and(
        isNotNull(programs.trigger),
        eq(programs.channel, 'email'),
        isNull(waves.closedAt),
        isNull(waves.pausedAt),
        isNull(programs.pausedAt),
      ),
    );
}

type Due = Awaited<ReturnType<typeof dueAfter>>[number];

function dueAfter({ db, now }: Deps, ofWave: string, after: string) {
  const at = now();
  const { id, waveId, customerId, status } = invitations;
  return db
    .select({ id, waveId, customerId, status })
    .from(invitations)
    .where(
      and(
        eq(waveId, ofWave),
        eq(status, 'queued'),
        gt(id, after),
        isNull(invitations.batchId),
        ne(invitations.subject, ''),
        lte(invitations.sendAt, at),
        lte(invitations.queuedAt, new Date(at.getTime() - freshMinutes * 60_000)),
      ),
    )
    .orderBy(asc(id))
    .limit(atOnce);
}

async function checkSome(deps: Deps, program: Program, due: Due[]): Promise<void> {
  if (due.length === 0) return;
  const { db } = deps;
  const company = await theCompany(db);
  const ids = due.map(({ customerId }) => customerId);
  const members = await membersAmong(db, { condition: everybody, on: askedOn(company, deps.now()) }, ids);
  const ignoring = due.map(({ id }) => id);
  const verdicts = await decide(deps, members, { program, company, ignoring });
  const refusals = new Map(
    verdicts.flatMap(({ member, verdict }) => (verdict === true ? [] : [[member.id, verdict] as const])),
  );
  for (const one of due) {
    const refusal = refusals.get(one.customerId);
    if (refusal) await skip(deps, one, refusal);
  }
}

/** Calls are made by people, who look at the list: only those whom nobody may call any more leave it by themselves. */
export async function checkCalls(deps: Deps): Promise<void> {
  const { id, waveId, status } = invitations;
  const barred = await deps.db
    .select({ id, waveId, status, code: customers.status })
    .from(invitations)
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .where(
      and(
        eq(status, 'queued'),
        isNull(invitations.batchId),
        lte(invitations.sendAt, deps.now()),
        eq(invitations.channel, 'call'),
        inArray(customers.status, ['deceased', 'barred', 'anonymised']),
      ),
    );
  for (const { code, ...one } of barred) {
    if (code === 'active' || code === 'left') continue;
    await skip(deps, one, { code, facts: {} });
  }
}

async function skip(
  { db }: Deps,
  invitation: Pick<Due, 'id' | 'waveId' | 'status'>,
  because: Skip,
): Promise<void> {
  try {
    await write(db, (tx) => skipUnsent(db, tx, invitation, because));
  } catch (error) {
    // Somebody else has just moved it on.
    if (!(error instanceof GuardError)) throw error;
  }
}
