import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { mayShowComments, minimumAnonymousComments } from '../minimum-group.ts';
import { heardFrom } from './filter.ts';
import { countUpTo } from './listed.ts';
import type { VoicesQuestion } from './question.ts';
import { besideWords } from './trait.ts';

/** Whether so few spoke without a name that their words would give them away (design rule 4). */
export async function isHiddenGroup(db: Database, question: VoicesQuestion): Promise<boolean> {
  const { program } = question;
  if (program === undefined) return false;
  const { id, isAnonymous } = programs;
  const [asked] = await db.select({ isAnonymous }).from(programs).where(eq(id, program));
  if (!asked?.isAnonymous) return false;
  const beside = await besideWords(db, question);
  const group = and(heardFrom(question, false), ...beside.map(({ holds }) => holds));
  const comments = sql`SELECT 1 FROM ${responses} WHERE ${group}`;
  return !mayShowComments(asked, await countUpTo(db, comments, minimumAnonymousComments));
}
