const FORMS = {
  date: /^\d{4}-\d\d-\d\d$/u,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d$/u,
  'datetime-local': /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$/u,
  month: /^\d{4}-(?:0[1-9]|1[0-2])$/u,
  week: /^\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])$/u,
} as const;

/** The inputs whose answer is a point in time. */
export type TimeInput = keyof typeof FORMS;

export const isTimeInput = (inputType: unknown): inputType is TimeInput =>
  typeof inputType === 'string' && Object.hasOwn(FORMS, inputType);

/**
 * Whether a text is an answer to the input, in the one form browsers send (`2026-02-28`, `09:30`, `2026-02-28T09:30`,
 * `2026-02`, `2026-W09`), and names a day, month or week there is.
 */
export function isTimeText(kind: TimeInput, text: string): boolean {
  if (!FORMS[kind].test(text)) return false;
  if (kind === 'week') return Number(text.slice(6)) <= weeksIn(Number(text.slice(0, 4)));
  return kind === 'date' || kind === 'datetime-local' ? isDay(text.slice(0, 10)) : true;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** ISO 8601: a year has 53 weeks when it, or the next, begins in the right place: its last Thursday is in week 53. */
function weeksIn(year: number): number {
  const january = new Date(Date.UTC(year, 0, 1)).getUTCDay();
  const december = new Date(Date.UTC(year, 11, 31)).getUTCDay();
  return january === 4 || december === 4 ? 53 : 52;
}
