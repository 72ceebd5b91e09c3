import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { messages } from '#db/schema/email.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { rewardCodes } from '#db/schema/responses.ts';
import { tokenFor } from '#server/ask/invitation.ts';
import { prepareWave } from '#server/ask/wave-preparation.ts';
import type { Deps } from '#server/deps.ts';
import { aColleague, aCompany } from './cast.ts';
import { aWave } from './invited.ts';
import { testApp, type TestApp } from './test-app.ts';

export const happy = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
export const unhappy = { recommend: 2, 'on-time': 'no', reason: 'late', 'reason-Comment': 'Trucks!' };

interface StaffWave {
  howMany?: number;
  log?: string[];
  program?: Partial<typeof programs.$inferInsert>;
  random?: Deps['random'];
  /** A pool of so many codes, `CODE-001` and so on. */
  codes?: number;
}

/** A company whose staff were all mailed the one link of a wave. */
export async function aStaffWave({ howMany = 3, log = [], program, random, codes = 0 }: StaffWave = {}) {
  const sink = { write: (line: string) => void log.push(line) };
  const t = await testApp({ log: pino({ level: 'trace' }, sink), ...(random && { random }) });
  await aCompany(t.deps);
  const colleagues = [];
  for (let n = 0; n < howMany; n++)
    colleagues.push(await aColleague(t.deps, { name: `Colleague ${n}`, locale: n % 2 ? 'ar' : 'en' }));
  await aColleague(t.deps, { name: 'Gone', leftAt: t.deps.now() });
  const closesAt = new Date('2026-10-28T00:00:00Z');
  const wave = await aWave(t.deps, { kind: 'staff', isAnonymous: true, closesAt, ...program });
  await prepareWave(t.deps, wave.id);
  await t.runJobs();
  await addPool(t.deps, wave.programId, codes);
  const mails = await t.deps.db.select().from(messages);
  const token = /\/s\/([\w-]{22})/.exec(mails[0]?.text ?? '')?.[1] ?? '';
  return { t, wave, colleagues, mails, token, path: `/s/${token}`, log };
}

/** A wave of another program that asks the same questions, and its link. */
export async function anotherStaffWave({ deps }: TestApp, wave: Awaited<ReturnType<typeof aWave>>) {
  const { db } = deps;
  const [program] = await db.select().from(programs).where(eq(programs.id, wave.programId));
  if (!program) throw new Error('There is no program');
  const other = { ...wave, id: newId(deps), programId: 'other' };
  await write(db, (tx) => {
    tx.run(db.insert(programs).values({ ...program, id: other.programId }));
    tx.run(db.insert(waves).values(other));
  });
  await prepareWave(deps, other.id);
  const [prepared] = await db.select().from(waves).where(eq(waves.id, other.id));
  return { wave: other, path: `/s/${tokenFor(deps.secret, prepared?.tokenNonce ?? '')}` };
}

export async function addPool(deps: Deps, programId: string, howMany: number): Promise<void> {
  if (howMany === 0) return;
  const rows = Array.from({ length: howMany }, (_, n) => ({
    id: newId(deps),
    programId,
    code: `CODE-${String(n + 1).padStart(3, '0')}`,
  }));
  await write(deps.db, (tx) => tx.run(deps.db.insert(rewardCodes).values(rows)));
}

/** Every row of every table as text, with its place where it has one, and the file is there. */
export async function wholeDatabase({ deps, url }: TestApp): Promise<Record<string, string>> {
  const tables = await deps.db.all<{ name: string; wr: number }>(
    sql`SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name <> 'sqlite_schema'`,
  );
  const found: Record<string, string> = {};
  for (const { name, wr } of tables) {
    const what = wr ? '*' : 'rowid, *';
    found[name] = JSON.stringify(await deps.db.all(sql.raw(`SELECT ${what} FROM "${name}"`)));
  }
  if (readFileSync(url.replace('file:', '')).length === 0) throw new Error('There is no file');
  return found;
}
