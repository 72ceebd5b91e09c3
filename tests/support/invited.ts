import { count, eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { invitations, programs, surveys, surveyVersions, waveCounts, waves } from '#db/schema/programs.ts';
import { hashOf, newNonce, tokenFor } from '#server/ask/invitation.ts';
import type { Deps } from '#server/deps.ts';
import { shippedSurveys } from '#surveys/shipped.ts';

type Row<T extends { $inferInsert: object }> = T['$inferInsert'];

/** The monthly wave of October, or another shipped survey's. Made once for a database. */
export async function aWave(
  deps: Deps,
  overrides: Partial<Row<typeof programs>> & { survey?: 'monthly' | 'exit-interview'; closesAt?: Date } = {},
) {
  const { survey = 'monthly', closesAt = new Date('2026-10-15T00:00:00Z'), ...program } = overrides;
  const shipped = shippedSurveys().find(({ code }) => code === survey);
  if (!shipped) throw new Error(`No shipped survey ${survey}`);
  const { db } = deps;
  const at = deps.now();
  const kind = survey === 'monthly' ? ('monthly' as const) : ('exit' as const);
  const version = { id: newId(deps), surveyId: survey, number: 1, checksum: survey, publishedAt: at };
  const row = {
    id: survey,
    kind,
    surveyId: survey,
    audience: { all: [] },
    opensOnDay: 1,
    closesAfterDays: 14,
    createdAt: at,
    updatedAt: at,
    ...program,
  };
  const wave = {
    id: newId(deps),
    programId: row.id,
    surveyVersionId: version.id,
    month: '2026-10',
    run: 1,
    openedAt: at,
    closesAt,
  };
  await write(db, (tx) => {
    tx.run(db.insert(surveys).values({ id: survey, kind, createdAt: at }));
    tx.run(db.insert(surveyVersions).values({ ...version, definition: { ...shipped.definition } }));
    tx.run(db.insert(programs).values(row));
    tx.run(db.insert(waves).values(wave));
  });
  return wave;
}

type Wave = Awaited<ReturnType<typeof aWave>>;

/** An invitation that was mailed, and the token in its link. */
export async function anInvitation(
  deps: Deps,
  wave: Wave,
  overrides: Partial<Row<typeof invitations>> & { customerId: string },
) {
  const invitation = invitationOf(deps, wave, overrides);
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(invitations).values(invitation.row));
    tx.run({
      sql: `INSERT INTO wave_counts (wave_id, stage, n) VALUES (?, 'queued', 1), (?, 'sent', 1)
            ON CONFLICT (wave_id, stage) DO UPDATE SET n = n + 1`,
      args: [wave.id, wave.id],
    });
  });
  return invitation;
}

export function invitationOf(
  deps: Deps,
  wave: Wave,
  overrides: Partial<Row<typeof invitations>> & { customerId: string },
) {
  const nonce = newNonce(deps.random);
  const token = tokenFor(deps.secret, nonce);
  const at = deps.now();
  const row = {
    id: newId(deps),
    waveId: wave.id,
    programId: wave.programId,
    surveyVersionId: wave.surveyVersionId,
    locale: 'en',
    email: 'ada@example.com',
    status: 'sent' as const,
    tokenNonce: nonce,
    tokenHash: hashOf(token),
    queuedAt: at,
    sentAt: at,
    closesAt: wave.closesAt,
    ...overrides,
  };
  return { token, row };
}

/** The funnel of a wave as it stands. */
export async function funnelOf(deps: Deps, wave: Wave): Promise<Record<string, number>> {
  const rows = await deps.db.select().from(waveCounts).where(eq(waveCounts.waveId, wave.id));
  return Object.fromEntries(rows.map(({ stage, n }) => [stage, n]));
}

/** How many rows each of the tables holds. */
export async function countsOf<T extends Record<string, Parameters<typeof countOf>[1]>>(
  deps: Deps,
  tables: T,
) {
  const counted: Record<string, number> = {};
  for (const [name, table] of Object.entries(tables)) counted[name] = await countOf(deps, table);
  return counted as Record<keyof T, number>;
}

async function countOf(
  { db }: Deps,
  table: Parameters<ReturnType<Deps['db']['select']>['from']>[0],
): Promise<number> {
  const [row] = await db.select({ n: count() }).from(table);
  return row?.n ?? 0;
}
