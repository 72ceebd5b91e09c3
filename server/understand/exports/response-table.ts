import { and, eq, like } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { scoreRollup } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import type { FactReason } from '#server/listen/response-fact.ts';
import type { Language } from '#surveys/languages.ts';
import { anonymousAnswers } from './anonymous-answers.ts';
import type { AnswerRow } from './answer-row.ts';
import { day, listed } from './cell.ts';
import type { ExportQuestion } from './export-question.ts';
import { sliceOf } from './export-slice.ts';
import { namedAnswers } from './named-answers.ts';
import { cellsOf, type Column, type Table } from './table.ts';
import { wordsOf, type Words } from './words.ts';

/** Every answer of a slice, one a row. */
export async function responseTable(
  deps: Deps,
  question: ExportQuestion,
  language: Language,
): Promise<Table> {
  const { db } = deps;
  const slice = await sliceOf(db, question);
  const words = await wordsOf(db, language);
  const columns = answerColumns(words, await departmentsAsked(db, words));
  const { program } = slice;
  const rows =
    program !== undefined && (await isAnonymous(db, program))
      ? anonymousAnswers(deps, { ...slice, program })
      : namedAnswers(deps, slice);
  return {
    name: words.texts.sheet.responses,
    language,
    header: columns.map(({ head }) => head),
    batches: cellsOf(columns, rows),
  };
}

function answerColumns(words: Words, departments: string[]): Column<AnswerRow>[] {
  const { column } = words.texts;
  const reasonsOf = (status: 'stated' | 'inferred' | 'confirmed'): Column<AnswerRow>[] => [
    { head: column[status], cell: (row) => listed(unique(row[status].map(words.reason))) },
    { head: column[`${status}Codes`], cell: (row) => listed(unique(row[status].map(codeOf))) },
  ];
  return [
    { head: column.month, cell: ({ month }) => month },
    { head: column.date, cell: (row) => day(row.day) },
    { head: column.program, cell: ({ programId }) => words.program(programId) },
    { head: column.customerId, cell: ({ externalId }) => externalId },
    { head: column.customer, cell: ({ name }) => name },
    { head: column.tier, cell: ({ tier }) => words.tier(tier) },
    { head: column.department, cell: ({ department }) => words.department(department) },
    { head: column.manager, cell: ({ manager }) => manager },
    { head: column.language, cell: ({ language }) => language },
    ...measureColumns(words, departments),
    ...reasonsOf('stated'),
    ...reasonsOf('inferred'),
    ...reasonsOf('confirmed'),
    { head: column.segment, cell: ({ segment }) => (segment === 'none' ? null : segment) },
    { head: column.words, cell: (row) => row.words },
    { head: column.case, cell: ({ caseStatus }) => caseStatus && caseText(words, caseStatus) },
  ];
}

function measureColumns(words: Words, departments: string[]): Column<AnswerRow>[] {
  const { column, price, onTime } = words.texts;
  const score = (measure: string) => (row: AnswerRow) => row.scores[measure] ?? null;
  const worded = (measure: string, said: Record<string, string>) => (row: AnswerRow) =>
    said[String(row.scores[measure])] ?? null;
  return [
    { head: column.nps, cell: score('nps') },
    { head: column.csat, cell: score('csat') },
    { head: column.ces, cell: score('ces') },
    {
      head: column.price,
      cell: worded('price-expectation', { '-1': price.less, 0: price.same, 1: price.more }),
    },
    { head: column.onTime, cell: worded('on-time', { 0: onTime.no, 1: onTime.yes }) },
    ...departments.map((code): Column<AnswerRow> => {
      const name = words.department(code) ?? code;
      return {
        head: column.departmentScore.replace('{{name}}', name),
        cell: score(`department:${code}`),
      };
    }),
  ];
}

/** The departments that are kept, and those that were ever asked about. */
async function departmentsAsked(db: Database, words: Words): Promise<string[]> {
  const { measure } = scoreRollup;
  const asked = await db.selectDistinct({ measure }).from(scoreRollup).where(like(measure, 'department:%'));
  return unique([...words.departments, ...asked.map((one) => one.measure.slice('department:'.length))]);
}

async function isAnonymous(db: Database, program: string): Promise<boolean> {
  const { id } = programs;
  const found = await db
    .select({ id })
    .from(programs)
    .where(and(eq(id, program), eq(programs.isAnonymous, true)));
  return found.length > 0;
}

function caseText({ texts }: Words, status: string): string {
  const known: Record<string, string> = texts.caseStatus;
  return known[status] ?? status;
}

const codeOf = ({ category, detail }: FactReason): string => (detail ? `${category}/${detail}` : category);
const unique = <T>(values: T[]): T[] => [...new Set(values)];
