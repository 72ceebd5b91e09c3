import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { programs, surveys, waves } from '#db/schema/programs.ts';
import { openMonthlyWaves } from '#server/ask/waves.ts';
import { alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

async function anOffice(company: Parameters<typeof anAskingCompany>[1] = {}) {
  const app = await testApp();
  await anAskingCompany(app.deps, company);
  const manager = await alan(app.deps);
  const make = async (body: object) => {
    const answer = await app.request('POST', '/api/programs', { as: manager, body });
    return { status: answer.status, ...((await answer.json()) as { id: string; fields?: object }) };
  };
  const change = async (id: string, body: object) => {
    const answer = await app.request('PATCH', `/api/programs/${id}`, { as: manager, body });
    return { status: answer.status, ...((await answer.json()) as { fields?: Record<string, string> }) };
  };
  return { ...app, manager, make, change };
}

describe('a program of one’s own', () => {
  test('is made paused, changed, resumed and run', async () => {
    const { deps, request, manager, make, change } = await anOffice();
    const { status, id } = await make({ name: 'After the fair, عام', kind: 'one-off', surveyId: 'monthly' });
    expect(status).toBe(201);
    expect(id).toMatch(/^after-the-fair-[a-z0-9]{5}$/);
    expect(await (await request('GET', `/api/programs/${id}`, { as: manager })).json()).toMatchObject({
      name: 'After the fair, عام',
      pausedAt: expect.any(String),
      audience: { field: 'status', is: 'one-of', value: ['active'] },
      nextOpensAt: null,
    });
    const settings = {
      opensOn: '2026-10-20',
      windowDays: 2,
      sendFrom: '10:00',
      sendUntil: '12:30',
      sample: { count: 5 },
      holdOutPercent: 10,
      reminders: [{ afterDays: 3 }, { afterDays: 4, texts: { ar: { subject: 'تذكير' } } }],
      letter: { senderName: 'Sara', texts: { en: { button: 'Tell us' } }, hasFirstQuestion: false },
      rewardMinor: 500,
    };
    expect(await change(id, settings)).toMatchObject({ status: 200, ...settings, reminders: [{}, {}] });
    await request('DELETE', `/api/programs/${id}/pause`, { as: manager });
    expect(await (await request('GET', `/api/programs/${id}`, { as: manager })).json()).toMatchObject({
      nextOpensAt: '2026-10-20T06:00:00.000Z',
    });
    expect((await deps.db.select().from(events)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['program-added', 'program-changed', 'program-resumed']),
    );
  });

  test('goes out on its day once', async () => {
    const { deps, at, make, change, request, manager } = await anOffice();
    await aBuyer(deps);
    const { id } = await make({ name: 'Once', kind: 'one-off', surveyId: 'monthly' });
    await change(id, { opensOn: '2026-10-20' });
    await request('DELETE', `/api/programs/${id}/pause`, { as: manager });
    for (const day of ['19T06:00', '20T05:59', '20T06:00', '20T06:00', '21T06:00', '24T06:00']) {
      at(`2026-10-${day}:00Z`);
      await Promise.all([openMonthlyWaves(deps), openMonthlyWaves(deps)]);
    }
    at('2026-11-20T06:00:00Z');
    await openMonthlyWaves(deps);
    const opened = (await deps.db.select().from(waves)).filter(({ programId }) => programId === id);
    expect(opened).toMatchObject([{ run: 1, openedAt: new Date('2026-10-20T06:00:00Z') }]);
  });

  test.each([
    ['without a name', { name: '  ', kind: 'one-off', surveyId: 'monthly' }, 'name'],
    ['with a line break in its name', { name: 'a\nb', kind: 'one-off', surveyId: 'monthly' }, 'name'],
    ['of an unknown kind', { name: 'a', kind: 'yearly', surveyId: 'monthly' }, 'kind'],
    ['with an unknown survey', { name: 'a', kind: 'one-off', surveyId: 'nothing' }, 'surveyId'],
    [
      'whose survey is of another kind',
      { name: 'a', kind: 'monthly', surveyId: 'exit-interview' },
      'surveyId',
    ],
    [
      'that asks staff what customers are asked',
      { name: 'a', kind: 'staff', surveyId: 'monthly' },
      'surveyId',
    ],
  ])('is not made %s', async (_how, body, field) => {
    const { make, deps } = await anOffice();
    const before = await deps.db.select().from(programs);
    expect(await make(body)).toMatchObject({ status: 400, fields: { [field]: expect.any(String) } });
    expect(await deps.db.select().from(programs)).toEqual(before);
  });

  test('is not made with an archived or unpublished survey, nor by an agent', async () => {
    const { deps, make, request } = await anOffice();
    const at = deps.now();
    await write(deps.db, (tx) => {
      tx.run(deps.db.insert(surveys).values({ id: 'draft', kind: 'monthly', createdAt: at }));
      tx.run(deps.db.insert(surveys).values({ id: 'old', kind: 'monthly', createdAt: at, archivedAt: at }));
    });
    for (const surveyId of ['draft', 'old']) {
      expect(await make({ name: 'a', kind: 'monthly', surveyId })).toMatchObject({ status: 400 });
    }
    const body = { name: 'a', kind: 'monthly', surveyId: 'monthly' };
    expect((await request('POST', '/api/programs', { as: await grace(deps), body })).status).toBe(403);
  });

  test('a quiet period set later does not keep other changes from being saved', async () => {
    const { change } = await anOffice({ quietFrom: '18:00', quietUntil: '10:00' });
    expect(await change('monthly', { rewardMinor: 100 })).toMatchObject({ status: 200 });
  });
});

const texts = (of: object) => [{ afterDays: 3, texts: { en: of } }];

describe('a change is refused', () => {
  test.each<[string, string, object, string]>([
    ['a window of no day', 'monthly', { windowDays: 0 }, 'windowDays'],
    ['a window longer than a month', 'monthly', { windowDays: 29 }, 'windowDays'],
    ['a day not every month has', 'monthly', { opensOnDay: 29 }, 'opensOnDay'],
    ['a day of its own for a monthly program', 'monthly', { opensOn: '2027-01-01' }, 'opensOn'],
    ['hours that begin in the quiet hours', 'monthly', { sendFrom: '07:59' }, 'sendFrom'],
    ['hours that end in the quiet hours', 'monthly', { sendUntil: '21:01' }, 'sendUntil'],
    ['hours that end before they begin', 'monthly', { sendFrom: '19:00' }, 'sendUntil'],
    ['no time of the day', 'monthly', { sendFrom: '9:00' }, 'sendFrom'],
    [
      'four reminders',
      'monthly',
      { reminders: [1, 1, 1, 1].map((afterDays) => ({ afterDays })) },
      'reminders',
    ],
    ['a reminder at once', 'monthly', { reminders: [{ afterDays: 0 }] }, 'reminders.0.afterDays'],
    ['a reminder after it has closed', 'monthly', { reminders: [{ afterDays: 14 }] }, 'closesAfterDays'],
    [
      'reminders that together last too long',
      'monthly',
      { reminders: [{ afterDays: 7 }, { afterDays: 7 }] },
      'closesAfterDays',
    ],
    [
      'a header in a subject',
      'monthly',
      { reminders: texts({ subject: 'a\r\nBcc: b@c.de' }) },
      'reminders.0.texts.en.subject',
    ],
    [
      'an unknown language',
      'monthly',
      { letter: { texts: { fr: {} }, hasFirstQuestion: true } },
      'letter.texts',
    ],
    [
      'a sender that is no address',
      'monthly',
      { letter: { senderEmail: 'x', texts: {}, hasFirstQuestion: true } },
      'letter.senderEmail',
    ],
    [
      'a colour one cannot read on',
      'monthly',
      { letter: { accentColor: '#ffff00', texts: {}, hasFirstQuestion: true } },
      'letter.accentColor',
    ],
    [
      'a trigger for a monthly program',
      'monthly',
      { trigger: { on: 'order', after: { days: 1 } } },
      'trigger',
    ],
    ['no trigger for leavers', 'exit', { trigger: null }, 'trigger'],
    ['an order as trigger for leavers', 'exit', { trigger: { on: 'order', after: { days: 1 } } }, 'trigger'],
    [
      'a trigger before its time',
      'exit',
      { trigger: { on: 'departure', after: { days: -1 } } },
      'trigger.after.days',
    ],
    ['a call to those who did not leave', 'monthly', { channel: 'call' }, 'channel'],
    ['reminders of a call', 'exit-call', { reminders: [{ afterDays: 3 }] }, 'reminders'],
    ['a number sampled of a stream', 'exit', { sample: { count: 10 } }, 'sample'],
    ['a sample of nobody', 'monthly', { sample: { count: 0 } }, 'sample.count'],
    ['a sample of everybody', 'monthly', { sample: { percent: 100 } }, 'sample.percent'],
    ['more than half held out', 'monthly', { holdOutPercent: 51 }, 'holdOutPercent'],
    ['a survey for leavers', 'monthly', { surveyId: 'exit-interview' }, 'surveyId'],
    ['anonymity by hand', 'monthly', { isAnonymous: true }, '(body)'],
    ['another kind', 'monthly', { kind: 'exit' }, '(body)'],
    ['a wrong audience', 'monthly', { audience: { any: [] } }, 'audience.any'],
  ])('%s', async (_what, id, body, field) => {
    const { change } = await anOffice();
    const { status, fields = {} } = await change(id, body);
    expect({ status, fields: Object.keys(fields) }).toEqual({ status: 400, fields: [field] });
  });

  test('a day that is over', async () => {
    const { make, change } = await anOffice();
    const { id } = await make({ name: 'Once', kind: 'one-off', surveyId: 'monthly' });
    expect(await change(id, { opensOn: '2026-10-13' })).toMatchObject({ status: 400 });
    expect(await change(id, { opensOn: '2026-10-14' })).toMatchObject({ status: 200 });
  });
});

test('an archived program asks nobody, and comes back paused', async () => {
  const { request, manager, change } = await anOffice();
  const put = () => request('PUT', '/api/programs/monthly/archive', { as: manager });
  const back = () => request('DELETE', '/api/programs/monthly/archive', { as: manager });
  expect((await back()).status).toBe(409);
  expect(await (await put()).json()).toMatchObject({ archivedAt: expect.any(String), nextOpensAt: null });
  expect((await put()).status).toBe(409);
  expect((await request('POST', '/api/programs/monthly/waves', { as: manager, body: {} })).status).toBe(409);
  expect((await request('DELETE', '/api/programs/monthly/pause', { as: manager })).status).toBe(409);
  expect((await change('monthly', { windowDays: 3 })).status).toBe(409);
  expect(await (await back()).json()).toMatchObject({ archivedAt: null, pausedAt: expect.any(String) });
});
