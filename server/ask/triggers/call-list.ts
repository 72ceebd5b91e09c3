import { and, asc, eq, gt, inArray, isNull, lte, notInArray, or } from 'drizzle-orm';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Deps } from '../../deps.ts';
import { cardRows, cardsOf } from './call-cards.ts';

const comingDays = 31;
const pageSize = 100;
const waiting = ['queued', 'delivered', 'opened', 'started'] as const;

/** The calls that are due and those of the next month, the earliest first; `after` asks for those behind a page. */
export async function callsFor(deps: Deps, actor: Actor, after: string | null) {
  const rows = await callRows(deps, after);
  const calls = await cardsOf(deps, actor, rows.slice(0, pageSize));
  const last = calls.at(-1);
  return { calls, next: rows.length > pageSize && last ? `${last.dueAt.getTime()} ${last.id}` : null };
}

async function callRows({ db, now }: Deps, after: string | null) {
  const [time = '', id = ''] = after?.split(' ') ?? [];
  const behind = { at: new Date(Number(time)), id };
  const until = new Date(now().getTime() + comingDays * 86_400_000);
  const { sendAt } = invitations;
  return cardRows(db)
    .where(
      and(
        eq(programs.channel, 'call'),
        isNull(programs.pausedAt),
        isNull(waves.closedAt),
        isNull(waves.pausedAt),
        eq(invitations.channel, 'call'),
        inArray(invitations.status, [...waiting]),
        gt(invitations.closesAt, now()),
        lte(sendAt, until),
        notInArray(customers.status, ['deceased', 'barred', 'anonymised']),
        after === null
          ? undefined
          : or(gt(sendAt, behind.at), and(eq(sendAt, behind.at), gt(invitations.id, id))),
      ),
    )
    .orderBy(asc(sendAt), asc(invitations.id))
    .limit(pageSize + 1);
}
