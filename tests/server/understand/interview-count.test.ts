import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { waves } from '#db/schema/programs.ts';
import { interviewCount, type NamedReason } from '#server/understand/interview-count.ts';
import { adaLeft } from '#tests/support/called.ts';

const named = (category: NamedReason['category'], detail: string, n: number) => ({ category, detail, n });
const some = [
  named('price', 'too-high', 2),
  named('service', 'late-delivery', 4),
  named('product', 'quality', 1),
  named('price', '', 4),
  named('competitor', 'better-offer', 3),
];

test.each([
  ['none', 0, some, { n: 0, reasons: [] }],
  ['four, too few to say anything', 4, some, { n: '<5', reasons: [] }],
  ['five', 5, some, { n: 5, reasons: [some[3], some[1], some[4]] }],
  ['many that repeat nothing', 9, [named('price', '', 1)], { n: 9, reasons: [] }],
] as const)('of %s interviews the three most repeated reasons are told', (_what, n, reasons, told) => {
  expect(interviewCount(n, [...reasons])).toEqual({ enough: 50, ...told });
});

test('interviews are counted by program: no answer given otherwise, none begun, none of another program', async () => {
  const { t, deps, agent } = await adaLeft();
  const [wave] = await deps.db.select().from(waves);
  const row = (id: string, more: Partial<typeof responses.$inferInsert> = {}) => ({
    id,
    programId: 'exit-call',
    waveId: wave?.id ?? '',
    status: 'complete' as const,
    answers: {},
    month: '2027-02',
    answeredAt: deps.now(),
    interviewedBy: agent.id,
    ...more,
  });
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => row(id));
  const others = [
    row('herself', { interviewedBy: null }),
    row('begun', { status: 'partial' }),
    row('elsewhere', { waveId: null }),
  ];
  const reason = (responseId: string, n: number) => ({
    id: `${responseId}${n}`,
    responseId,
    category: 'price' as const,
    detail: 'too-high',
    status: 'stated' as const,
    month: '2027-02',
    at: deps.now(),
  });
  await write(deps.db, (tx) => {
    tx.run(deps.db.insert(responses).values([...five, ...others]));
    tx.run(
      deps.db
        .insert(reasons)
        .values([
          reason('a', 1),
          reason('a', 2),
          reason('b', 1),
          reason('herself', 1),
          reason('elsewhere', 1),
        ]),
    );
  });
  const told = await (await t.request('GET', '/api/interviews', { as: agent })).json();
  expect(told).toEqual({
    programs: [
      {
        program: { id: 'exit-call', name: '' },
        n: 5,
        enough: 50,
        reasons: [{ category: 'price', detail: 'too-high', n: 2 }],
      },
    ],
  });
  expect((await t.request('GET', '/api/interviews')).status).toBe(401);
});
