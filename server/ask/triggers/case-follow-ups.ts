import { and, eq, isNull } from 'drizzle-orm';
import { cases } from '#db/schema/cases.ts';
import { programs } from '#db/schema/programs.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import type { Job } from '../../jobs/jobs.ts';
import { followUpProgramId } from '../shipped-programs.ts';
import { monthOf } from '../wave-calendar.ts';
import { startSome } from './triggers.ts';

/**
 * The job that asks a customer whether her case was put right, some time after it was resolved. A case that was opened
 * again meanwhile is asked after once it is resolved again; a paused program asks nobody.
 */
export async function askAfterCase(deps: Deps, { payload }: Job): Promise<void> {
  const { db, now } = deps;
  const caseId = String(payload.caseId);
  const [c] = await db.select().from(cases).where(eq(cases.id, caseId));
  if (!c?.resolvedAt || c.status !== 'resolved' || c.resolvedAt.getTime() !== payload.resolvedAt) return;
  const awake = and(isNull(programs.pausedAt), isNull(programs.archivedAt));
  const [program] = await db
    .select()
    .from(programs)
    .where(and(eq(programs.id, followUpProgramId), awake));
  if (!program?.trigger) return;
  const company = await theCompany(db);
  const happening = {
    id: aboutCase(c),
    customerId: c.customerId,
    on: 'event' as const,
    name: 'case-resolved',
    happened: c.resolvedAt,
    toldAt: now(),
  };
  const month = monthOf(now(), company.timeZone);
  const listening = { program: { ...program, trigger: program.trigger }, company };
  await startSome(deps, listening, { month, happenings: [happening] });
}

/** What the invitation is about: the case, and the how manieth time it was resolved where that is not the first. */
const aboutCase = ({ id, reopenings }: { id: string; reopenings: number }): string =>
  reopenings === 0 ? `case:${id}` : `case:${id}:${reopenings}`;
