import { dayIn } from '#server/company/calendar-day.ts';
import type { Deps } from '#server/deps.ts';
import type { Language } from '#surveys/languages.ts';
import { whatIsAsked } from '../compensation/compensations.ts';
import { placeOf, proposalsAfter } from '../compensation/proposals.ts';
import type { Place } from '../place.ts';
import { day } from './cell.ts';
import type { ExportQuestion } from './export-question.ts';
import { major } from './money.ts';
import { giveWay } from './pace.ts';
import { cellsOf, type Column, type Table } from './table.ts';
import { wordsOf, type Words } from './words.ts';

const batchRows = 400;

/** Every proposal of a slice, one a row, the latest first. */
export async function compensationTable(
  deps: Deps,
  question: ExportQuestion,
  language: Language,
): Promise<Table> {
  const words = await wordsOf(deps.db, language);
  const asked = await whatIsAsked(deps, question);
  const columns = proposalColumns(words, asked.timeZone);
  return {
    name: words.texts.sheet.compensation,
    language,
    header: columns.map(({ head }) => head),
    batches: cellsOf(columns, proposals(deps, asked)),
  };
}

type Proposal = Awaited<ReturnType<typeof proposalsAfter>>[number];

function proposalColumns(words: Words, timeZone: string): Column<Proposal>[] {
  const { grantStatus } = words;
  const { column } = words.texts;
  return [
    { head: column.proposed, cell: ({ proposedAt }) => day(dayIn(timeZone, proposedAt)) },
    { head: column.customerId, cell: ({ externalId }) => externalId },
    { head: column.customer, cell: ({ customerName }) => customerName },
    { head: column.tier, cell: ({ tier }) => words.tier(tier) },
    { head: column.wrong, cell: ({ wrong }) => wrong && words.reason(codeIn(wrong)) },
    { head: column.codes, cell: ({ wrong }) => wrong },
    { head: column.status, cell: ({ status }) => grantStatus[status] },
    { head: column.amount, cell: major },
    { head: column.currency, cell: ({ currency }) => currency },
  ];
}

async function* proposals(
  deps: Deps,
  { slice, timeZone }: Awaited<ReturnType<typeof whatIsAsked>>,
): AsyncGenerator<Proposal[]> {
  if (slice === null) return;
  let after: Place | null = null;
  do {
    const read: Proposal[] = await proposalsAfter(deps.db, { slice, timeZone, after, limit: batchRows });
    yield read;
    const last = read.length === batchRows ? read.at(-1) : undefined;
    after = last ? placeOf(last, timeZone) : null;
    await giveWay(deps);
  } while (after !== null);
}

function codeIn(wrong: string): { category: string; detail: string | null } {
  const [category = '', detail] = wrong.split('/');
  return { category, detail: detail ?? null };
}
