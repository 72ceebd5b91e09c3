import type { Deps } from '#server/deps.ts';
import type { Course } from '../compensation/compensation-figure.ts';
import { compensationOf, type CompensationQuestion } from '../compensation/compensations.ts';
import { effectOf } from '../compensation/effect.ts';
import { hiddenGroups } from '../disclosure.ts';
import { minimumAnswers } from '../minimum-group.ts';

/** The page of compensation without the proposals one by one. */
export async function sharedCompensation(deps: Deps, question: CompensationQuestion) {
  const { from, to, figures } = await compensationOf(deps, question);
  const page = 'compensation' as const;
  if (figures === null) return { page, from, to, figures };
  const { effects } = await effectOf(deps, question);
  const [course] = coursesOfMany([figures.course], () => '');
  const shown = {
    ...figures,
    course: course ?? figures.course,
    byMonth: coursesOfMany(figures.byMonth, ({ month }) => month),
    byWrong: coursesOfMany(figures.byWrong, ({ group }) => group),
    byDepartment: coursesOfMany(figures.byDepartment, ({ group }) => group),
    effects,
  };
  return { page, from, to, figures: shown };
}

const parts = ['proposed', 'approved', 'issued', 'declined', 'waiting'] as const;

/** What few were given is theirs: neither a sum of few stands there, nor one that the others would tell of. */
export function coursesOfMany<Row extends Course>(rows: Row[], key: (row: Row) => string): Row[] {
  const hiddenIn = new Map(
    parts.map((part) => [part, hiddenGroups(rows.map((row) => ({ key: key(row), n: row[part].n })))]),
  );
  return rows.map((row) => {
    const hidden = parts.filter((part) => hiddenIn.get(part)?.has(key(row)));
    return withoutMoney(row, [...hidden, ...toldByOthers(row)]);
  });
}

/** Of proposals those that were decided either way, those that wait and those that are over are parts; of approved, paid. */
function toldByOthers({ proposed, approved, issued, declined, waiting }: Course): (keyof Course)[] {
  const over = proposed.n - approved.n - declined.n - waiting.n;
  const ended = { approved: approved.n, declined: declined.n, waiting: waiting.n, over };
  const hidden = hiddenGroups(Object.entries(ended).map(([key, n]) => ({ key, n })));
  const unpaid = approved.n - issued.n;
  const tellsOfUnpaid = unpaid > 0 && unpaid < minimumAnswers;
  return parts.filter((part) =>
    part === 'issued' ? tellsOfUnpaid || hidden.has('approved') : hidden.has(part),
  );
}

function withoutMoney<Row extends Course>(row: Row, hidden: (keyof Course)[]): Row {
  const bare = Object.fromEntries(hidden.map((part) => [part, { n: row[part].n, money: [] }]));
  return { ...row, ...bare };
}
