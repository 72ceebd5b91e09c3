import type { Database } from '#db/client.ts';
import { monthPlus, type Month } from '../calendar-month.ts';
import { knownMonths } from '../metrics.ts';
import type { Slice } from '../slice.ts';
import type { ExportQuestion } from './export-question.ts';

const usualMonths = 12;
const nothing: Month = '0000-01';

/** The answers or departures an export is about; where no months are named, the twelve that the pages of figures show. */
export async function sliceOf(db: Database, question: ExportQuestion): Promise<Slice> {
  const to = question.to ?? (await knownMonths(db))[0];
  if (to === undefined) return { ...question, from: nothing, to: nothing };
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  return { ...question, from, to };
}
