import type { waves } from '#db/schema/programs.ts';
import type { Company } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { askHistories } from './ask-histories.ts';
import type { AudienceMember } from './audience/audience.ts';
import { mayInvite, type ContactRules, type Skip } from './contact-rules.ts';
import { asksLeavers } from './program-check.ts';
import type { Program } from './programs.ts';
import { followUpProgramId } from './shipped-programs.ts';
import { monthOf } from './wave-calendar.ts';

/** A customer with what was decided on her. */
export interface Decided {
  member: AudienceMember;
  verdict: true | Skip;
}

/** What may be decided for: a wave, or a program as of now. */
export interface DecidedFor {
  program: Program;
  company: Company;
  wave?: Pick<typeof waves.$inferSelect, 'month'>;
  sampleBelow?: number | null;
  ignoring?: string[];
}

/** Which of these customers would be asked now, and why not the others. */
export async function decide(
  deps: Pick<Deps, 'db' | 'now'>,
  members: AudienceMember[],
  { program, company, wave, sampleBelow = percentOf(program), ignoring = [] }: DecidedFor,
): Promise<Decided[]> {
  const month = wave?.month ?? monthOf(deps.now(), company.timeZone);
  const context = { program, company, month, sampleBelow, ignoring };
  const historyOf = await askHistories(deps, members, context);
  const rules = rulesOf(program, company);
  return members.map((member) => ({ member, verdict: mayInvite(member, historyOf(member), rules) }));
}

/** The contact rules of the company, as they hold for a program. */
export function rulesOf(program: Program, company: Company): ContactRules {
  // Whether her own case was put right is owed to her: the quiet period and the caps are for what we want to know.
  const isOwed = program.id === followUpProgramId;
  return {
    quietPeriodDays: isOwed ? 0 : company.quietPeriodDays,
    caps: isOwed ? [] : company.contactCaps,
    channel: program.channel,
    asksLeavers: asksLeavers(program),
    followsAMonthLater: program.kind === 'exit' && program.channel === 'call',
    holdOutPercent: program.holdOutPercent,
    sample: program.sample,
  };
}

/** The threshold of a sample in percent; one of a number is drawn when all who may be asked are known. */
export function percentOf({ sample }: Pick<Program, 'sample'>): number | null {
  return sample && 'percent' in sample ? sample.percent / 100 : null;
}
