import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import type { Condition } from '#db/schema/program-parts.ts';
import { responses } from '#db/schema/responses.ts';
import { audienceAfter } from '#server/ask/audience/audience.ts';
import { reasonReport } from '#server/command-line/reason-report.ts';
import { scoreReport } from '#server/command-line/score-report.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const on = { month: '2026-10', today: '2026-10-14', currency: 'SAR' };
const late = { recommend: 2, 'on-time': 'no', reason: 'late', 'reason-Comment': 'It came late' };

/** Nine customers have answered, one is asked and has not. */
async function anAnsweredWave() {
  const t = await testApp();
  await aCompany(t.deps);
  const [agent, manager] = [await grace(t.deps), await alan(t.deps)];
  const wave = await aWave(t.deps);
  const ask = async (name: string) => {
    const customer = await aCustomer(t.deps, { name, tier: 'gold', monthlyRevenueMinor: 9000 });
    const { token, row } = await anInvitation(t.deps, wave, { customerId: customer.id });
    return { customer, token, invitation: row };
  };
  const answered = [];
  for (let n = 0; n < 9; n++) answered.push(await ask(`Customer ${n}`));
  for (const { token } of answered) await t.request('POST', `/s/${token}`, { body: { answers: late } });
  const asked = await ask('Zoe');
  const get = async (path: string, as = manager) => (await t.request('GET', `/api/${path}`, { as })).json();
  return { ...t, agent, wave, asked, answered, get };
}

type Answered = Awaited<ReturnType<typeof anAnsweredWave>>;

/** A partial row as it is kept, and one that carries everything it should not, for who has answered and who has not. */
async function partialsBeside({ deps, wave, asked, answered }: Answered) {
  const [other] = answered;
  const row = {
    programId: wave.programId,
    waveId: wave.id,
    surveyVersionId: wave.surveyVersionId,
    status: 'partial' as const,
    locale: 'en',
    answers: { recommend: 0, reason: 'price', 'reason-Comment': 'Never sent' },
    month: '2026-10',
    answeredAt: deps.now(),
  };
  const derived = { verbatim: 'Never sent', nps: 10, csat: 1, ces: 7, tier: 'gold' as const };
  await write(deps.db, (tx) => {
    for (const [n, customerId] of [asked.customer.id, String(other?.customer.id)].entries()) {
      tx.run(deps.db.insert(responses).values({ ...row, id: `partial-${n}`, customerId }));
      tx.run(deps.db.insert(responses).values({ ...row, ...derived, id: `derived-${n}`, customerId }));
    }
  });
}

async function membersOf({ deps }: Answered, condition: Condition) {
  return (await audienceAfter(deps.db, { condition, on }, '', 100)).map(({ id }) => id);
}

async function figuresOf(t: Answered) {
  const [firstCase] = ((await t.get('cases')) as { cases: { id: string }[] }).cases;
  return {
    overview: await t.get('overview?month=2026-10'),
    narrowed: await t.get('overview?month=2026-10&program=monthly&tier=gold'),
    reasons: await t.get('reasons?from=2026-10&to=2026-10'),
    voices: await t.get('reasons/voices?from=2026-10&to=2026-10&category=service'),
    price: await t.get('reasons/voices?from=2026-10&to=2026-10&category=price'),
    surveys: await t.get('surveys'),
    programs: await t.get('programs'),
    inbox: await t.get('cases'),
    counts: await t.get('inbox/counts'),
    onePage: await t.get(`cases/${firstCase?.id}`),
    answered: await membersOf(t, { all: [{ field: 'answered', is: 'within-days', value: 30 }] }),
    never: await membersOf(t, { all: [{ field: 'answered', is: 'never' }] }),
    promoters: await membersOf(t, { all: [{ field: 'last-score', is: 'one-of', value: ['promoter'] }] }),
    unscored: await membersOf(t, { all: [{ field: 'last-score', is: 'unknown' }] }),
    scores: await scoreReport(t.deps.db),
    named: await reasonReport(t.deps.db),
    differences: await rollUpDifferences(t.deps.db),
  };
}

test('answers that were never sent change no figure, roll-up, group, voice, audience or report', async () => {
  const t = await anAnsweredWave();
  const before = await figuresOf(t);
  expect(before).toMatchObject({ promoters: [], differences: [], never: [t.asked.customer.id] });
  await partialsBeside(t);
  expect(await figuresOf(t)).toEqual(before);
});

describe('answers that were never sent are shown as what they are', () => {
  const answers = { recommend: 3, 'on-time': 'no' };

  test('in the customer’s line of time, with where she stopped and what she said', async () => {
    const t = await anAnsweredWave();
    const { customer, token } = t.asked;
    await t.request('POST', `/s/${token}/answers`, { body: { answers } });
    const line = () => t.get(`customers/${customer.id}/timeline`);
    expect(await line()).toMatchObject({
      items: [
        {
          kind: 'partial',
          isOpen: true,
          stoppedAt: 'Did you get everything on time?',
          said: [{ answers: ['3/10'] }, { answers: ['No'] }],
        },
      ],
    });
    await t.request('POST', `/s/${token}`, { body: { answers: { ...answers, reason: 'late' } } });
    expect(await line()).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ kind: 'response', score: 3 })]),
    });
    expect(JSON.stringify(await line())).not.toContain('"partial"');
  });

  test('on the page of the wave, by their number', async () => {
    const t = await anAnsweredWave();
    expect(await t.get(`waves/${t.wave.id}`, t.agent)).toMatchObject({ partial: 0 });
    await t.request('POST', `/s/${t.asked.token}/answers`, { body: { answers } });
    expect(await t.get(`waves/${t.wave.id}`, t.agent)).toMatchObject({ partial: 1 });
    await t.request('POST', `/s/${t.asked.token}/answers`, { body: { answers: {} } });
    expect(await t.get(`waves/${t.wave.id}`, t.agent)).toMatchObject({ partial: 0 });
  });
});
