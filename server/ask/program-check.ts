import type { surveyKinds } from '#db/schema/programs.ts';
import { testsOf } from './audience/condition.ts';
import type { Program } from './programs.ts';
import { isQuiet, loudHours, type QuietHours } from './quiet-hours.ts';

type SurveyKind = (typeof surveyKinds)[number];

/** What the rules of a program depend on beside itself. */
export interface ProgramSetting {
  surveyKind: SurveyKind;
  quiet: QuietHours;
  /** A shipped program may go without a name of its own. */
  isShipped: boolean;
}

/** Which surveys a kind of program can ask. */
export const surveyKindsOf: Record<Program['kind'], readonly SurveyKind[]> = {
  monthly: ['monthly', 'other'],
  transactional: ['transactional', 'follow-up', 'other'],
  exit: ['exit', 'win-back', 'other'],
  staff: ['staff'],
  'one-off': ['monthly', 'transactional', 'exit', 'loyal', 'follow-up', 'win-back', 'other'],
};

/** What may start an invitation of a kind of program; nothing for those that go out in waves. */
const triggersOf: Record<Program['kind'], readonly NonNullable<Program['trigger']>['on'][]> = {
  monthly: [],
  transactional: ['order', 'event'],
  exit: ['departure'],
  staff: [],
  'one-off': [],
};

/** What a new program of a kind starts with. */
export const startsWith: Record<Program['kind'], Partial<Program>> = {
  monthly: { audience: { field: 'order-or-quote', is: 'last-month' } },
  transactional: { trigger: { on: 'order', after: { days: 1 } } },
  exit: {
    audience: { field: 'departed', is: 'within-days', value: 60 },
    trigger: { on: 'departure', after: { minutes: 0 } },
  },
  staff: { isAnonymous: true },
  'one-off': { audience: { field: 'status', is: 'one-of', value: ['active'] } },
};

/** What is wrong with a program, by field. Empty: it may be kept. */
export function programProblems(program: Program, setting: ProgramSetting): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const check of checks) {
    for (const [field, problem] of Object.entries(check(program, setting))) {
      if (problem !== undefined) problems[field] ??= problem;
    }
  }
  return problems;
}

/** Problems by field. */
type Found = Record<string, string | undefined>;
type Check = (program: Program, setting: ProgramSetting) => Found;

const checks: Check[] = [
  ({ name }, { isShipped }) => (name === '' && !isShipped ? { name: 'This is needed.' } : {}),
  ({ kind }, { surveyKind }) =>
    surveyKindsOf[kind].includes(surveyKind) ? {} : { surveyId: 'This program cannot ask such a survey.' },
  checkTrigger,
  checkHours,
  checkReminders,
  checkAnonymous,
  ({ isAnonymous, reward }) =>
    isAnonymous && reward ? { reward: 'Answers without a name are thanked with codes alone.' } : {},
  ({ kind, channel }) =>
    channel === 'call' && kind !== 'exit' ? { channel: 'Only leavers are called.' } : {},
  ({ kind, opensOn }) =>
    opensOn !== null && kind !== 'one-off' && kind !== 'staff'
      ? { opensOn: 'This program does not go out on one day.' }
      : {},
  ({ trigger, sample }) =>
    trigger && sample && 'count' in sample ? { sample: 'What starts one by one is sampled by percent.' } : {},
];

function checkTrigger({ kind, trigger }: Program): Found {
  const may = triggersOf[kind];
  if (may.length === 0) return trigger ? { trigger: 'This program goes out in waves.' } : {};
  if (!trigger) return { trigger: 'Something must start it.' };
  if (!may.includes(trigger.on)) return { trigger: 'This cannot start such a program.' };
  if (trigger.on === 'event' && !trigger.event) return { 'trigger.event': 'Which event?' };
  return trigger.on !== 'event' && trigger.event ? { 'trigger.event': 'Only an event has a name.' } : {};
}

function checkHours({ channel, sendFrom, sendUntil }: Program, { quiet }: ProgramSetting): Found {
  if (channel === 'call') return {};
  if (sendFrom >= sendUntil) return { sendUntil: 'It must end after it begins.' };
  const problem = `Nobody is mailed from ${quiet.quietFrom} to ${quiet.quietUntil}.`;
  if (isQuiet(sendFrom, quiet)) return { sendFrom: problem };
  const last = loudHours(sendFrom, sendUntil, quiet).at(-1)?.[1];
  return last === sendUntil ? {} : { sendUntil: problem };
}

function checkReminders({ reminders, channel, closesAfterDays }: Program): Found {
  if (reminders.length > 0 && channel === 'call') return { reminders: 'A call has no reminders.' };
  const last = reminders.reduce((sum, { afterDays }) => sum + afterDays, 0);
  if (last < closesAfterDays) return {};
  return { closesAfterDays: `The last reminder goes after ${last} days; it must close later.` };
}

function checkAnonymous({ kind, isAnonymous, reminders }: Program): Found {
  if (isAnonymous !== (kind === 'staff'))
    return { isAnonymous: 'Staff, and only staff, answer anonymously.' };
  if (!isAnonymous || reminders.length === 0) return {};
  return { reminders: 'Who has not answered is not known here.' };
}

/** Whether a program asks customers who have left; the others skip them. */
export function asksLeavers({ kind, audience }: Pick<Program, 'kind' | 'audience'>): boolean {
  return (
    kind === 'exit' ||
    testsOf(audience).some(
      ({ field, is, value }) =>
        (field === 'departed' && is !== 'never') ||
        (field === 'status' && is === 'one-of' && Array.isArray(value) && value.includes('left')),
    )
  );
}
