import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { responses } from '#db/schema/responses.ts';
import { DomainError } from '#server/errors.ts';
import { heardFrom } from './filter.ts';
import { isHiddenGroup } from './hidden-group.ts';
import { voiceRows } from './voice-rows.ts';
import { wholeVoices, type Voice } from './whole-voices.ts';

/** What one answer says. What is hidden in a list is not found here either. */
export async function voiceOf(db: Database, responseId: string): Promise<Voice> {
  const [row] = await voiceRows(db).where(eq(responses.id, responseId));
  const program = row?.programId ?? undefined;
  const said = and(eq(responses.id, responseId), heardFrom({ program }, true));
  const [heard] = await voiceRows(db).where(said);
  const [voice] = heard && !(await isHiddenGroup(db, { program })) ? await wholeVoices(db, [heard]) : [];
  if (!voice) throw new DomainError('not_found', 'There is no such comment.');
  return voice;
}
