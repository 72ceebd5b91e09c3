import { and, eq, sql } from 'drizzle-orm';
import { ConstraintError, write, type Database } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRow } from '#db/row-statements.ts';
import { voiceTags } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { record } from '#server/events/events.ts';
import { voiceOf } from './one-voice.ts';
import type { Voice } from './whole-voices.ts';
import { isSameTag, tagProblem, tidyTag } from './tag.ts';

type Acting = Pick<Deps, 'db' | 'now' | 'random'>;

interface Tagging {
  responseId: string;
  tag: string;
  by: string;
}

/** Puts a tag on what somebody said, spelt as it is known already. */
export async function addTag(deps: Acting, { responseId, tag: typed, by }: Tagging): Promise<Voice> {
  const { db, now } = deps;
  const wanted = tidyTag(typed);
  const problem = tagProblem(wanted);
  if (problem) throw new DomainError('invalid', problem, { tag: problem });
  const { tags, customerId } = await voiceOf(db, responseId);
  const there = tags.find((tag) => isSameTag(tag, wanted));
  if (there !== undefined) throw alreadyThere(there);
  const tag = (await knownTags(db)).find((known) => isSameTag(known, wanted)) ?? wanted;
  const row = { id: newId(deps), responseId, tag, by, at: now() };
  await write(db, (tx) => {
    tx.run(insertRow(db, voiceTags, row));
    record(db, tx, { kind: 'voice-tagged', at: now(), actorId: by, customerId, data: { responseId, tag } });
  }).catch((error: unknown) => {
    throw error instanceof ConstraintError ? alreadyThere(tag) : error;
  });
  return voiceOf(db, responseId);
}

const alreadyThere = (tag: string) => new DomainError('conflict', `The tag “${tag}” stands here already.`);

/** Takes a tag off again. */
export async function removeTag(deps: Acting, { responseId, tag, by }: Tagging): Promise<Voice> {
  const { db, now } = deps;
  const { tags, customerId } = await voiceOf(db, responseId);
  if (!tags.includes(tag)) throw new DomainError('not_found', 'There is no such tag on this answer.');
  await write(db, (tx) => {
    tx.run(db.delete(voiceTags).where(and(eq(voiceTags.responseId, responseId), eq(voiceTags.tag, tag))));
    record(db, tx, { kind: 'voice-untagged', at: now(), actorId: by, customerId, data: { responseId, tag } });
  });
  return voiceOf(db, responseId);
}

/** Every tag once, stepping from one to the next through the index. */
export async function knownTags(db: Database): Promise<string[]> {
  const rows = await db.all<{ tag: string }>(sql`
    WITH RECURSIVE known(tag) AS (
      SELECT min(tag) FROM ${voiceTags}
      UNION ALL
      SELECT (SELECT min(tag) FROM ${voiceTags} WHERE tag > known.tag) FROM known WHERE known.tag IS NOT NULL
    ) SELECT tag FROM known WHERE tag IS NOT NULL`);
  return rows.map(({ tag }) => tag);
}
