import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { commitments } from '#db/schema/cases.ts';
import { promisesKept } from '#server/understand/commitment-figures.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

test('promises kept counts ours that were due in the month and are settled', async () => {
  const { deps } = await testApp();
  const company = await aCompany(deps);
  const agent = await grace(deps);
  const c = await aCase(deps);
  // Midnight in Riyadh is 21:00 in London.
  const promised = [
    ['company', 'kept', '2026-09-30T21:00:00Z'],
    ['company', 'kept', '2026-10-31T20:59:59Z'],
    ['company', 'kept', '2026-10-14T09:00:00Z'],
    ['company', 'missed', '2026-10-14T09:00:00Z'],
    ['company', 'withdrawn', '2026-10-14T09:00:00Z'],
    ['company', 'open', '2026-10-14T09:00:00Z'],
    ['customer', 'missed', '2026-10-14T09:00:00Z'],
    ['company', 'missed', '2026-09-30T20:59:59Z'],
    ['company', 'missed', '2026-10-31T21:00:00Z'],
  ] as const;
  await write(deps.db, (tx) => {
    for (const [n, [by, status, dueAt]] of promised.entries())
      tx.run(
        deps.db.insert(commitments).values({
          id: `p${n}`,
          caseId: c.id,
          by,
          status,
          what: 'A crate',
          dueAt: new Date(dueAt),
          madeBy: agent.id,
          madeAt: deps.now(),
        }),
      );
  });
  expect(await promisesKept(deps.db, company, '2026-10')).toMatchObject({ value: 3 / 4, n: 4 });
  expect(await promisesKept(deps.db, company, '2026-12')).toEqual({ value: null, n: 0, interval: null });
});
