import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { departures } from '#db/schema/departures.ts';
import { programs, surveys, surveyVersions, waveCounts, waves } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import { rollUpDeparture } from '#server/listen/roll-up.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { aCustomer } from './cast.ts';

type Tier = 'gold' | 'silver' | 'copper';

export interface Answer {
  on?: string;
  nps?: number;
  csat?: number;
  ces?: number;
  others?: { measure: string; value: string | number }[];
  /** `category/detail`, or a category alone. */
  reasons?: string[];
  /** The reasons by the question that asked for them, in order: the second is the indirect one. */
  whys?: string[][];
  words?: string;
  tier?: Tier | null;
  monthlyMinor?: number;
  currency?: string;
  programId?: string;
  department?: string;
  manager?: string;
}

/** An answer of a new customer, counted as the product counts it. */
export async function anAnswer(deps: Deps, answer: Answer = {}) {
  const { on = '2026-10-05', tier = null, monthlyMinor = 0, currency = 'SAR', programId } = answer;
  const customer = await aCustomer(deps, { tier, monthlyRevenueMinor: monthlyMinor, currency });
  const { nps, csat, ces } = answer;
  const scores = Object.entries({ nps, csat, ces }).flatMap(([measure, value]) =>
    value === undefined ? [] : [{ measure, value }],
  );
  const id = newId(deps);
  await write(deps.db, (tx) =>
    addResponse(deps, tx, {
      row: {
        id,
        customerId: customer.id,
        programId: programId ?? null,
        status: 'complete',
        locale: 'en',
        answers: {},
        verbatim: answer.words ?? null,
        nps: nps ?? null,
        csat: csat ?? null,
        ces: ces ?? null,
        tier,
        department: answer.department ?? null,
        accountManager: answer.manager ?? null,
        month: on.slice(0, 7),
        answeredAt: new Date(`${on}T09:00:00Z`),
      },
      scores: [...scores, ...(answer.others ?? [])],
      reasons: (answer.reasons ?? answer.whys?.flat() ?? []).map(reasonOf),
      ...(answer.whys && { whys: answer.whys.map((why) => why.map(reasonOf)) }),
      monthlyMinor,
      currency,
    }),
  );
  return { id, customer };
}

export interface Leaving {
  on?: string;
  reason?: string;
  text?: string;
  tier?: Tier | null;
  monthlyMinor?: number;
  currency?: string;
}

/** The departure of a new customer. */
export async function aDeparture(deps: Deps, leaving: Leaving = {}) {
  const { on = '2026-10-09', reason = 'competitor', tier = null, currency = 'SAR' } = leaving;
  const customer = await aCustomer(deps, { status: 'left', tier });
  const monthlyMinor = leaving.monthlyMinor ?? 10_000;
  const { category, detail } = reasonOf(reason);
  const id = newId(deps);
  const month = on.slice(0, 7);
  await write(deps.db, (tx) => {
    const { db } = deps;
    tx.run(
      db.insert(departures).values({
        id,
        customerId: customer.id,
        departedOn: on,
        month,
        reasonText: leaving.text ?? reason,
        category,
        detail: detail || null,
        tier,
        monthlyRevenueMinor: monthlyMinor,
        totalRevenueMinor: monthlyMinor,
        currency,
        createdAt: deps.now(),
        updatedAt: deps.now(),
      }),
    );
    rollUpDeparture(tx, { month, tier, category, detail, monthlyMinor, currency });
  });
  return { id, customer };
}

/** A wave of a program with its funnel; the program is made when it is not there. */
export async function aWave(
  deps: Deps,
  wave: { month: string; delivered: number; completed: number; programId?: string },
) {
  const { db } = deps;
  const { month, delivered, completed, programId = 'monthly' } = wave;
  const at = new Date(`${month}-01T06:00:00Z`);
  const id = newId(deps);
  await write(db, (tx) => {
    const kind = 'monthly' as const;
    tx.run(db.insert(surveys).values({ id: programId, kind, createdAt: at }).onConflictDoNothing());
    const version = { id: `${programId}-1`, surveyId: programId, number: 1, definition: {}, checksum: '' };
    tx.run(
      db
        .insert(surveyVersions)
        .values({ ...version, publishedAt: at })
        .onConflictDoNothing(),
    );
    const program = { id: programId, kind, surveyId: programId, audience: { all: [] } };
    const times = { opensOnDay: 1, closesAfterDays: 14, createdAt: at, updatedAt: at };
    tx.run(
      db
        .insert(programs)
        .values({ ...program, ...times })
        .onConflictDoNothing(),
    );
    const row = { id, programId, surveyVersionId: version.id, month, run: 1, openedAt: at, closesAt: at };
    tx.run(db.insert(waves).values(row));
    for (const [stage, n] of [
      ['delivered', delivered],
      ['completed', completed],
    ] as const) {
      tx.run(db.insert(waveCounts).values({ waveId: id, stage, n }));
    }
  });
  return { id };
}

function reasonOf(text: string) {
  const [category = 'other', detail = ''] = text.split('/');
  return { category: category as ReasonCategory, detail, question: null };
}
