import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programKinds, programs, waveCounts, waves } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { responseRate } from '#surveys/response-rate.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { audienceAfter } from './audience/audience.ts';
import type { Skip } from './contact-rules.ts';
import { askedOn } from './audience/audience-tests.ts';
import type { InvitationStatus } from './invitation.ts';
import { theProgram, type Program } from './programs.ts';
import { decide } from './verdicts.ts';
import { nextOpening } from './wave-calendar.ts';
import type { Wave } from './waves.ts';

const shownWaves = 12;
const chunkSize = 1000;

export type Funnel = Record<InvitationStatus, number>;

/** Every program with when it asks next and how its last waves went. */
export async function programsOverview(deps: Deps) {
  const all = await deps.db.select().from(programs).orderBy(asc(programs.createdAt), asc(programs.id));
  const rank = ({ kind, archivedAt }: Program) =>
    programKinds.indexOf(kind) + (archivedAt ? programKinds.length : 0);
  all.sort((a, b) => rank(a) - rank(b));
  return Promise.all(all.map((program) => programView(deps, program)));
}

export async function programDetails(deps: Deps, id: string) {
  return programView(deps, await theProgram(deps, id));
}

/** Who would be asked if a wave were run now, and how many would be skipped for which reason. Writes nothing. */
export async function previewWave(deps: Deps, programId: string) {
  const program = await theProgram(deps, programId);
  if (program.isAnonymous) return { asked: await deps.db.$count(staff, isNull(staff.leftAt)), skipped: [] };
  const company = await theCompany(deps.db);
  const audience = { condition: program.audience, on: askedOn(company, deps.now()) };
  const skipped = new Map<string, { code: string; because: string | null; n: number }>();
  let asked = 0;
  const skip = ({ code, facts }: Skip, n: number) => {
    const because = code === 'suppressed' ? String(facts.reason) : null;
    const key = `${code} ${because}`;
    skipped.set(key, { code, because, n: (skipped.get(key)?.n ?? 0) + n });
  };
  for (let after = ''; ;) {
    const members = await audienceAfter(deps.db, audience, after, chunkSize);
    for (const { verdict } of await decide(deps, members, { program, company })) {
      if (verdict === true) asked++;
      else skip(verdict, 1);
    }
    const last = members.at(-1);
    if (!last || members.length < chunkSize) break;
    after = last.id;
  }
  // A sample of a number is drawn among those who may be asked: how many it leaves is known without drawing.
  const { sample } = program;
  const notDrawn = sample && 'count' in sample ? Math.max(0, asked - sample.count) : 0;
  if (notDrawn > 0) skip({ code: 'not-in-sample', facts: {} }, notDrawn);
  return { asked: asked - notDrawn, skipped: [...skipped.values()].sort((a, b) => b.n - a.n) };
}

/** A wave's figures: how many reached each stage, and the response rate with its interval. */
export async function funnelsOf(db: Database, waveIds: string[]): Promise<Map<string, Funnel>> {
  const rows = await db.select().from(waveCounts).where(inArray(waveCounts.waveId, waveIds));
  return new Map(
    waveIds.map((id) => [
      id,
      {
        ...nothing,
        ...Object.fromEntries(rows.filter((row) => row.waveId === id).map((row) => [row.stage, row.n])),
      },
    ]),
  );
}

export function waveSummary(wave: Wave, funnel: Funnel | undefined) {
  const counts = funnel ?? nothing;
  // How its letters look and what its link is made from are no business of the desk.
  const { letter: _, tokenNonce: __, tokenHash: ___, ...told } = wave;
  return { ...told, funnel: counts, rate: responseRate(counts) };
}

async function programView(deps: Deps, program: Program) {
  const { timeZone } = await theCompany(deps.db);
  const last = await deps.db
    .select()
    .from(waves)
    .where(and(eq(waves.programId, program.id), lte(waves.openedAt, deps.now())))
    .orderBy(desc(waves.openedAt), desc(waves.id))
    .limit(shownWaves);
  const funnels = await funnelsOf(
    deps.db,
    last.map(({ id }) => id),
  );
  const [{ n = 0 } = {}] = await deps.db
    .select({ n: sql<number>`count(*)` })
    .from(waves)
    .where(eq(waves.programId, program.id));
  return {
    ...program,
    waveCount: n,
    nextOpensAt: nextOpening(program, last[0]?.month ?? null, deps.now(), timeZone),
    waves: last.map((wave) => waveSummary(wave, funnels.get(wave.id))),
  };
}

const nothing: Funnel = {
  queued: 0,
  sent: 0,
  delivered: 0,
  opened: 0,
  started: 0,
  completed: 0,
  bounced: 0,
  expired: 0,
  skipped: 0,
};
