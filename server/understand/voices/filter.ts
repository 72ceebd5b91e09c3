import { and, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { responses } from '#db/schema/responses.ts';
import { noProgram } from '#server/listen/no-slice.ts';
import { npsScores } from '#surveys/nps.ts';
import { ofCustomers } from '../slice.ts';
import type { VoicesQuestion } from './question.ts';

/**
 * The words there are, as far as it stands with the answer itself who said them and when. Where something else leads to
 * the answers, the index of their months is passed over.
 */
export function heardFrom(question: VoicesQuestion, isLed: boolean): SQL | undefined {
  const { from, to, tier, department, manager, language, score } = question;
  const month = isLed ? sql`+${responses.month}` : sql`${responses.month}`;
  return and(
    eq(responses.status, 'complete'),
    isNotNull(responses.verbatim),
    ofProgram(question.program),
    from === undefined ? undefined : sql`${month} >= ${from}`,
    to === undefined ? undefined : sql`${month} <= ${to}`,
    tier === undefined ? undefined : eq(responses.tier, tier),
    department === undefined ? undefined : eq(responses.department, department),
    manager === undefined ? undefined : eq(responses.accountManager, manager),
    language === undefined ? undefined : eq(responses.locale, language),
    score === undefined ? undefined : inArray(responses.nps, npsScores(score)),
  );
}

function ofProgram(program: string | undefined): SQL {
  if (program === undefined) return ofCustomers(responses.programId);
  return program === noProgram ? isNull(responses.programId) : eq(responses.programId, program);
}
