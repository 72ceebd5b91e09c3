import { write } from '#db/client.ts';
import { caseNotices } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { invitations } from '#db/schema/programs.ts';
import { reasonRollup, reasons, responses, scoreRollup, segmentRollup } from '#db/schema/responses.ts';
import { noteNotices } from '#server/answer/alerts/alert-tail.ts';
import type { Deps } from '#server/deps.ts';
import { countedReasons, segmentOf } from '#server/listen/roll-up.ts';

/** Everything in the database that should follow from its responses, and everything that does stand there. */
export async function recount(deps: Deps) {
  const { db } = deps;
  await noteNotices(deps);
  const kept = await db.select().from(responses);
  const named = new Map<string | null, { category: string; detail: string }[]>();
  for (const reason of await db.select().from(reasons))
    named.set(reason.responseId, [...(named.get(reason.responseId) ?? []), reason]);
  const bad = kept.filter(({ answers }) => Number(answers['recommend']) <= 6);
  const late = bad.filter(({ answers }) => answers['reason'] === 'late');
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  const sorted = (values: (string | null)[]) => [...values].sort();
  const opened = await db.select().from(cases);
  const happened = await db.select().from(events);
  const of = (kind: string) => happened.filter((event) => event.kind === kind);
  const asked = await db.select().from(invitations);
  return {
    integrity: await integrityOf({ db }),
    expected: {
      withReasons: ids(kept.filter(({ answers }) => answers['reason'] !== 'all-well')),
      cases: ids(bad),
      compensations: ids(late),
      alerts: ids(opened),
      received: ids(kept),
      completed: sorted(kept.map(({ invitationId }) => invitationId)),
      caseEvents: opened.length,
      scores: tally(kept.flatMap((response) => scoresOf(response.answers))),
      reasonCounts: tally(kept.flatMap(({ id }) => countedReasons(named.get(id) ?? []).map(keyOf))),
      segments: tally(kept.map(({ id }) => segmentOf(named.get(id) ?? []))),
    },
    found: {
      withReasons: sorted([...named.keys()]),
      cases: sorted(opened.map(({ responseId }) => responseId)),
      compensations: sorted((await db.select().from(grants)).map(({ responseId }) => responseId)),
      alerts: sorted((await db.select().from(caseNotices)).map(({ caseId }) => caseId)),
      received: sorted(of('response-received').map(({ data }) => String(data['responseId']))),
      completed: sorted(asked.filter(({ status }) => status === 'completed').map(({ id }) => id)),
      caseEvents: of('case-opened').length,
      scores: sums(await db.select().from(scoreRollup), (row) => `${row.measure} ${row.value}`),
      reasonCounts: sums(await db.select().from(reasonRollup), keyOf),
      segments: sums(await db.select().from(segmentRollup), ({ segment }) => segment),
    },
  };
}

const keyOf = ({ category, detail }: { category: string; detail: string }) => `${category}/${detail}`;

function scoresOf(answers: Record<string, unknown>): string[] {
  const prices: Record<string, number> = { less: -1, same: 0, more: 1 };
  return [
    `nps ${String(answers['recommend'])}`,
    ...(typeof answers['price'] === 'string' ? [`price-expectation ${prices[answers['price']]}`] : []),
    ...('on-time' in answers ? [`on-time ${answers['on-time'] === 'yes' ? 1 : 0}`] : []),
  ];
}

function tally(keys: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function sums<T extends { n: number }>(rows: T[], key: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + row.n;
  return counts;
}

async function integrityOf({ db }: Pick<Deps, 'db'>): Promise<string> {
  const [result] = await write(db, (tx) => tx.run({ sql: 'PRAGMA integrity_check', args: [] }));
  return String(result?.rows[0]?.['integrity_check']);
}
