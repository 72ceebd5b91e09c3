import { eq, inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, type Month } from './calendar-month.ts';
import { disclosureOf } from './disclosures.ts';
import { knownMonths } from './metrics.ts';
import type { SegmentCount } from './overlap.ts';
import { segmentCounts } from './reason-shares.ts';
import type { Narrowing, Slice } from './slice.ts';
import { staffView } from './staff-view.ts';

export type StaffViewQuestion = Narrowing & {
  from?: Month | undefined;
  to?: Month | undefined;
  /** One of the programs that ask the staff; all of them when none is named. */
  staff?: string | undefined;
};

const usualMonths = 12;

/** What customers name beside what the staff do (A7). What narrows customers does not narrow the staff, who have none of it. */
export async function staffViewOf({ db }: Pick<Deps, 'db'>, question: StaffViewQuestion) {
  const asking = await askingPrograms(db);
  const known = await knownMonths(db);
  const to = question.to ?? known[0] ?? null;
  const start = { months: known, ...asking };
  if (to === null) return { ...start, from: null, to, figures: null };
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  const colleagues = asking.staff.filter(({ id }) => question.staff === undefined || question.staff === id);
  const staff = together(await Promise.all(colleagues.map(({ id }) => told(db, { from, to, program: id }))));
  const customers = await customersSaid(db, { ...question, from, to });
  const isWithheld = { customers: customers.isWithheld, staff: staff.isWithheld };
  const figures = staffView(customers.said, staff.said, isWithheld);
  return { ...start, from, to, figures };
}

/** The staff's programs are no customer's voice, not even where the address asks for one as such. */
async function customersSaid(
  db: Database,
  question: StaffViewQuestion & { from: Month; to: Month },
): Promise<Said> {
  const { program } = question;
  const [asked] =
    program === undefined
      ? []
      : await db.select({ kind: programs.kind }).from(programs).where(eq(programs.id, program));
  return asked?.kind === 'staff' ? together([]) : told(db, question);
}

/** What was named in the months that may be told; all of it, and that it stays hidden, where none may. */
interface Said {
  said: SegmentCount[];
  isWithheld: boolean;
}

async function told(db: Database, slice: Slice): Promise<Said> {
  const { inTotal } = await disclosureOf(db, slice);
  const said = await segmentCounts(db, slice);
  const isWithheld = inTotal.length === 0;
  return { said: isWithheld ? said : said.filter(({ month }) => inTotal.includes(month)), isWithheld };
}

/** Several programs as one: whoever may be told, so that all less one of them is never too few; else all of it, hidden. */
function together(programs: Said[]): Said {
  const tellable = programs.filter(({ isWithheld }) => !isWithheld);
  const counted = tellable.length > 0 ? tellable : programs;
  return { said: counted.flatMap(({ said }) => said), isWithheld: tellable.length === 0 };
}

async function askingPrograms(db: Database) {
  const rows = await db
    .select({ id: programs.id, name: programs.name, kind: programs.kind })
    .from(programs)
    .where(inArray(programs.kind, ['monthly', 'exit', 'staff', 'transactional', 'one-off']))
    .orderBy(programs.id);
  const named = (isStaff: boolean) =>
    rows
      .filter(({ kind }) => (kind === 'staff') === isStaff)
      .map(({ id, name, kind }) => ({ id, name, kind }));
  return { customers: named(false), staff: named(true) };
}
