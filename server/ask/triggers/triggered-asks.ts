import { dayIn } from '../../company/calendar-day.ts';
import type { Deps } from '../../deps.ts';
import { membersAmong, type AudienceMember } from '../audience/audience.ts';
import { askedOn } from '../audience/audience-tests.ts';
import type { Skip } from '../contact-rules.ts';
import { grouped } from './grouped.ts';
import { nextInHours, zoneOr } from '../send-times.ts';
import { dueAt, type Happening } from './trigger.ts';
import type { Listening } from './triggers.ts';
import { decide } from '../verdicts.ts';
import { closingOf } from '../wave-calendar.ts';

/** What a happening begins for a customer: when she is asked, or why she is not. */
export interface Asked {
  happening: Happening;
  member: AudienceMember;
  verdict: true | Skip;
  sendAt: Date;
  closesAt: Date;
}

type Planned = Omit<Asked, 'verdict'>;

/** The happenings whose customers the program asks, each with the answer of the contact rules on the day it is due. */
export async function askedAbout(
  deps: Deps,
  { program, company }: Listening,
  happenings: Happening[],
): Promise<Asked[]> {
  const audience = { condition: program.audience, on: askedOn(company, deps.now()) };
  const ids = [...new Set(happenings.map(({ customerId }) => customerId))];
  const members = new Map((await membersAmong(deps.db, audience, ids)).map((member) => [member.id, member]));
  const planned = happenings.flatMap((happening): Planned[] => {
    const member = members.get(happening.customerId);
    if (!member) return [];
    const sendAt = sendingAt(deps, { program, company }, { happening, member });
    const closesAt = closingOf(sendAt, program.closesAfterDays, company.timeZone);
    return [{ happening, member, sendAt, closesAt }];
  });
  const asked: Asked[] = [];
  for (const sameDay of grouped(planned, ({ sendAt }) => dayIn(company.timeZone, sendAt)).values()) {
    asked.push(...(await decided(deps, { program, company }, sameDay)));
  }
  return onceEach(asked);
}

function sendingAt(
  deps: Deps,
  { program, company }: Listening,
  { happening, member }: Pick<Asked, 'happening' | 'member'>,
): Date {
  const due = dueAt(program.trigger.after, happening, company.timeZone);
  const { sendFrom, sendUntil } = program;
  const { quietFrom, quietUntil } = company;
  const hours = { sendFrom, sendUntil, quietFrom, quietUntil };
  const from = new Date(Math.max(due.getTime(), deps.now().getTime()));
  return nextInHours(from, zoneOr(member.timeZone, company.timeZone), hours);
}

async function decided(
  { db, now }: Deps,
  { program, company }: Listening,
  planned: Planned[],
): Promise<Asked[]> {
  const on = planned[0]?.sendAt ?? now();
  const members = planned.map(({ member }) => member);
  const verdicts = await decide({ db, now: () => on }, members, { program, company });
  return planned.map((one, at) => ({ ...one, verdict: verdicts[at]?.verdict ?? true }));
}

/** Two orders at once are one question: the first that may be asked about keeps the others from it. */
function onceEach(asked: Asked[]): Asked[] {
  const customers = new Set<string>();
  return asked.map((one) => {
    if (one.verdict !== true) return one;
    if (customers.has(one.member.id))
      return { ...one, verdict: { code: 'open-invitation' as const, facts: {} } };
    customers.add(one.member.id);
    return one;
  });
}
