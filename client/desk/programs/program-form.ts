import type { Condition } from './audience-form.ts';
import type { Program } from './programs-data.ts';

/** What a manager may change of a program, as the form holds it. */
export const changeable = [
  'name',
  'surveyId',
  'audience',
  'channel',
  'opensOnDay',
  'windowDays',
  'opensOn',
  'sendFrom',
  'sendUntil',
  'closesAfterDays',
  'trigger',
  'sample',
  'holdOutPercent',
  'reminders',
  'letter',
  'rewardMinor',
  'reward',
] as const satisfies (keyof Program)[];

export type ProgramForm = Pick<Program, Exclude<(typeof changeable)[number], 'audience'>> & {
  audience: Condition;
};

export function formOfProgram(program: Program): ProgramForm {
  // Each key of the form is a key of the program.
  return Object.fromEntries(changeable.map((key) => [key, program[key]])) as unknown as ProgramForm;
}

/** What of the form differs from the program: the one change that is sent. */
export function changesOf(before: ProgramForm, after: ProgramForm): Partial<ProgramForm> {
  return Object.fromEntries(
    changeable
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => [key, after[key]]),
  );
}

/** The server names a place within a field; the form shows it at the field. */
export function fieldErrors(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([place, problem]) => {
      const [field = '', ...within] = place.split('.');
      return [whole.has(field) || within.length === 0 ? field : place, problem];
    }),
  );
}

// A condition and a letter have no field for each of their places.
const whole = new Set(['audience', 'sample', 'letter']);
