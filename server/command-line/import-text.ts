import type { ImportReport } from '#server/customers/import/import-run.ts';
import { problemText } from '#server/customers/import/problem-text.ts';
import type { ImportProblem } from '#server/customers/import/problem.ts';

const shownProblems = 50;

/** What people read after an import. */
export function importText(kind: string, report: ImportReport): string {
  const { rows, created, changed, unchanged, problems, problemCount } = report;
  const notes = report.repeatedHeaders.map(
    ({ header, columns }) =>
      `Note: the header “${header}” stands in columns ${columns.join(' and ')}; “${header}[2]” names the second.`,
  );
  const counts = `${created} created, ${changed} changed, ${unchanged} unchanged`;
  if (problemCount === 0) {
    const said = report.stored ? `${rows} ${kind}` : `Nothing stored (tried only): ${rows} ${kind}`;
    return lines([...notes, `${said}: ${counts}.`]);
  }
  const more = problemCount - Math.min(problems.length, shownProblems);
  return lines([
    ...notes,
    `Nothing was stored: ${problemCount} ${problemCount === 1 ? 'problem' : 'problems'} in ${rows} rows.`,
    ...problems.slice(0, shownProblems).map(problemLine),
    ...(more > 0 ? [`… and ${more} more; --json lists the first thousand.`] : []),
  ]);
}

/** `line 12, “Total Revenue”: “abc” is not an amount`. */
export function problemLine({ line, column, field, ...problem }: ImportProblem): string {
  const place = column ?? field;
  const sentence = problemText(problem);
  return `  line ${line}${place === null ? '' : `, “${place}”`}: ${sentence}`;
}

const lines = (texts: string[]) => `${texts.join('\n')}\n`;
