import { eq } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { alertHooks, hookDeliveries } from '#db/schema/alerts.ts';
import { pausedAfterMilliseconds } from '../answer/alerts/hook.ts';
import { addHook } from '../answer/alerts/hooks.ts';
import { bodyOf } from '../answer/alerts/hook-body.ts';
import { tellingFor } from '../answer/alerts/hook-tail.ts';
import { casesNamed } from '../answer/alerts/told-case.ts';
import { shippedSteps } from '../answer/escalation/escalation.ts';
import { changeSteps } from '../answer/escalation/steps.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { changeRules } from '../listen/assignment-rules.ts';
import { saveView } from '../understand/views/saved-views.ts';
import type { CaseRow } from './case-story.ts';
import type { Colleagues } from './colleagues.ts';

/** Who answers which cases, and who is told when a clock has run out. */
export async function arrangeCasework(deps: Deps, { admin, manager, russian }: Colleagues): Promise<void> {
  await changeRules(deps, manager, [
    { test: { leastSeverity: 4 }, staffIds: [manager.id] },
    { test: { locales: ['ru'] }, staffIds: [russian.id] },
  ]);
  await changeSteps(
    deps,
    manager,
    shippedSteps.map((step) => (step.to === 'named' ? { ...step, staffId: admin.id } : step)),
  );
}

const queues = {
  manager: { name: 'To approve, gold first', query: 'filter=approvals&tier=gold' },
  agent: { name: 'Urgent, in English', query: 'severity=3&language=en' },
  arabic: { name: 'شكاوى التوصيل بالعربية', query: 'department=delivery&language=ar' },
  hebrew: { name: 'ממתינים למענה בעברית', query: 'filter=waiting&language=he' },
  russian: { name: 'Просрочено, на русском', query: 'filter=overdue&language=ru' },
} as const;

/** Everybody keeps a queue of the inbox under a name of hers. */
export async function keepQueues(deps: Deps, colleagues: Colleagues): Promise<void> {
  for (const who of Object.keys(queues) as (keyof typeof queues)[])
    await saveView(deps, colleagues[who], { page: '/inbox', ...queues[who] });
}

const hookDays = 9;

/** Alerts went to the team's chat until nobody answered there for three days: the hook took a few, and is paused since. */
export async function keepPausedHook(
  deps: Deps,
  { admin }: Colleagues,
  { today, told }: { today: DateTime; told: CaseRow[] },
): Promise<void> {
  const { id: hookId } = await addHook(
    { deps, actor: admin },
    {
      name: 'Team chat',
      kind: 'slack',
      url: 'https://chat.waha.example/hooks/complaints',
      kinds: ['opened', 'escalated', 'commitment-missed'],
      leastSeverity: 3,
      locale: 'en',
    },
  );
  const { db } = deps;
  const named = [
    ...(
      await casesNamed(
        db,
        told.map(({ id }) => id),
      )
    ).values(),
  ];
  const telling = await tellingFor(deps, { locale: 'en' });
  const rows = named.map((one, n) => {
    const at = today.minus({ days: hookDays - 1 - n });
    const body = JSON.stringify(bodyOf.slack([{ ...one, kind: 'opened' }], telling));
    const isLast = n === named.length - 1;
    const endedAt = isLast ? at.plus(pausedAfterMilliseconds) : at.plus(takenWithinMs);
    const row = { id: newId(deps), hookId, body, at: at.toJSDate(), endedAt: endedAt.toJSDate() };
    return { ...row, ...(isLast ? refused : taken) };
  });
  const pausedAt = rows.at(-1)?.endedAt ?? deps.now();
  const pausedBecause = 'unanswered';
  await write(db, (tx) => {
    tx.run(db.insert(hookDeliveries).values(rows));
    tx.run(db.update(alertHooks).set({ pausedAt, pausedBecause }).where(eq(alertHooks.id, hookId)));
    record(db, tx, {
      kind: 'alert-hook-paused',
      at: pausedAt,
      data: { hookId, name: 'Team chat', why: pausedBecause },
    });
  });
}

const taken = { state: 'delivered', status: 200, attempts: 1 } as const;
const refused = { state: 'failed', status: 503, attempts: 16, lastError: 'Service Unavailable' } as const;
const takenWithinMs = 400;
