import type { Database } from '#db/client.ts';
import { departments } from '#db/schema/understand.ts';
import { departmentOf, parseMeasure } from '#surveys/measures.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { monthPlus, monthsBetween, type Month } from './calendar-month.ts';
import type { Course, DepartmentCourse, Looked, ShareCounts } from './change-alert.ts';
import { disclosureOf } from './disclosures.ts';
import { csatCounts, npsCounts, type ScoreCount } from './metric.ts';
import { scoreCounts } from './metrics.ts';
import type { ReasonCount } from './reason-share.ts';
import { reasonCounts } from './reason-shares.ts';
import type { Slice } from './slice.ts';

const monthsBefore = 3;

/** Everything of a month that may have changed, with what the months before it counted. */
export async function lookedAt(db: Database, month: Month): Promise<Looked> {
  const slice: Slice = { from: monthPlus(month, -monthsBefore), to: month };
  const months = monthsBetween(slice.from, month);
  const scores = await scoreCounts(db, slice);
  const rows = await reasonCounts(db, 'responses', slice);
  return {
    month,
    reasons: REASON_CATEGORIES.map((category) => ({ category, course: sharesOf(rows, category) })),
    departments: [...asked(scores, months), ...(await served(db, slice, months))],
    nps: courseOf(months, scores, { measure: 'nps', count: npsCounts }),
  };
}

function sharesOf(rows: ReasonCount[], category: string): Course<ShareCounts> {
  const course: Course<ShareCounts> = new Map();
  for (const row of rows) {
    if (row.detail !== '' || (row.category !== 'all' && row.category !== category)) continue;
    const { named, n } = course.get(row.month) ?? { named: 0, n: 0 };
    const isEveryone = row.category === 'all';
    course.set(row.month, { named: named + (isEveryone ? 0 : row.n), n: n + (isEveryone ? row.n : 0) });
  }
  return course;
}

/** What customers answered about departments by name. */
function asked(scores: ScoreCount[], months: Month[]): DepartmentCourse[] {
  const measures = [...new Set(scores.map(({ measure }) => measure))].toSorted();
  return measures.flatMap((measure) => {
    const known = parseMeasure(measure);
    const code = known && departmentOf(known);
    if (code === null) return [];
    return [
      { code, measure: 'asked' as const, course: courseOf(months, scores, { measure, count: csatCounts }) },
    ];
  });
}

/** What the customers of each department answered about the company. */
async function served(db: Database, slice: Slice, months: Month[]): Promise<DepartmentCourse[]> {
  const known = await db.select({ code: departments.code }).from(departments).orderBy(departments.code);
  const courses: DepartmentCourse[] = [];
  for (const { code } of known) {
    const its = { ...slice, department: code };
    const { isWithheld } = await disclosureOf(db, its);
    const scores = (await scoreCounts(db, its)).filter((row) => !isWithheld(row.month));
    courses.push(
      { code, measure: 'csat', course: courseOf(months, scores, { measure: 'csat', count: csatCounts }) },
      { code, measure: 'nps', course: courseOf(months, scores, { measure: 'nps', count: npsCounts }) },
    );
  }
  return courses;
}

function courseOf<C>(
  months: Month[],
  scores: ScoreCount[],
  { measure, count }: { measure: string; count: (rows: ScoreCount[]) => C },
): Course<C> {
  const ofMonth = (month: Month) => scores.filter((row) => row.measure === measure && row.month === month);
  return new Map(months.map((month) => [month, count(ofMonth(month))]));
}
