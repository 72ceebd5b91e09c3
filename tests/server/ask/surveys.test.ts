import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { programs, surveys, surveyVersions } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { mayShip } from '#server/ask/surveys/survey.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const inAll = (text: string) => ({ default: text, ar: `${text} ع`, he: `${text} ע`, ru: `${text} я` });
const rating = (name: string) => ({ type: 'rating', name, title: inAll(name) });
const monthlyOf = (...names: string[]) => ({
  title: inAll('How did we do?'),
  pages: [{ name: 'page1', elements: names.map(rating) }],
});

async function anOffice() {
  const office = await testApp();
  await aCompany(office.deps);
  await ensureShippedPrograms(office.deps);
  const [agent, manager] = [await grace(office.deps), await alan(office.deps)];
  const send = async (method: string, path: string, body?: unknown, as: { id: string } = manager) => {
    const response = await office.request(method, `/api${path}`, { as, body });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as Record<string, never> };
  };
  const aDraft = async (document: unknown, kind = 'monthly') =>
    String((await send('POST', '/surveys', { name: 'Ours', kind, from: document })).body['id']);
  return { ...office, agent, manager, send, aDraft };
}

describe('the catalogue', () => {
  test('lists every survey with what it holds and who asks it', async () => {
    const { send, agent } = await anOffice();
    const { body } = await send('GET', '/surveys', undefined, agent);
    expect(body['surveys']).toContainEqual(
      expect.objectContaining({
        id: 'monthly',
        kind: 'monthly',
        questions: 4,
        languages: ['en', 'ar', 'he', 'ru'],
        hasDraft: false,
        answers: 0,
        version: expect.objectContaining({ number: 1, isShipped: true, publishedBy: null }),
        programs: [expect.objectContaining({ id: 'monthly' })],
      }),
    );
  });

  test('takes a blank survey, a copy of another and a whole document', async () => {
    const { send } = await anOffice();
    const blank = await send('POST', '/surveys', { name: 'Blank', kind: 'loyal' });
    const copy = await send('POST', '/surveys', { name: 'Copy', kind: 'monthly', from: 'monthly' });
    const pasted = await send('POST', '/surveys', { name: 'Pasted', kind: 'other', from: { pages: [] } });
    expect([blank.status, copy.status, pasted.status]).toEqual([201, 201, 201]);
    const details = await send('GET', `/surveys/${copy.body['id']}`);
    expect(details.body).toMatchObject({
      name: 'Copy',
      hasDraft: true,
      versions: [],
      report: { problems: [] },
    });
    const empty = await send('GET', `/surveys/${blank.body['id']}`);
    expect(empty.body).toMatchObject({
      document: { title: { default: 'Blank' } },
      report: { counts: { questions: 0, wrong: 1 } },
    });
  });

  test.each([
    ['a name that is empty', { name: ' ', kind: 'monthly' }],
    ['a kind nobody knows', { name: 'X', kind: 'weekly' }],
    ['a document that is none', { name: 'X', kind: 'monthly', from: [] }],
    ['a document nested beyond reading', { name: 'X', kind: 'monthly', from: nested(60) }],
  ])('refuses %s', async (_what, body) => {
    const { send } = await anOffice();
    expect((await send('POST', '/surveys', body)).status).toBe(400);
  });

  test('refuses a copy of nothing', async () => {
    const { send } = await anOffice();
    expect((await send('POST', '/surveys', { name: 'X', kind: 'exit', from: 'nothing' })).status).toBe(404);
  });

  test('is not changed by an agent', async () => {
    const { send, agent, deps } = await anOffice();
    const before = (await deps.db.select().from(surveys)).length;
    const tries = [
      await send('POST', '/surveys', { name: 'X', kind: 'exit' }, agent),
      await send('PUT', '/surveys/monthly/draft', { document: {}, revision: 0 }, agent),
      await send('POST', '/surveys/monthly/versions', { revision: 0 }, agent),
      await send('PUT', '/surveys/monthly/archive', undefined, agent),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await deps.db.select().from(surveys)).toHaveLength(before);
  });
});

describe('a draft', () => {
  test('keeps the whole document, also what is not served', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({});
    const document = { pages: [{ elements: [{ type: 'file', name: 'f', maxSize: 3 }] }], odd: { x: [1] } };
    const saved = await send('PUT', `/surveys/${id}/draft`, { document, revision: 1 });
    expect(saved).toEqual({ status: 200, body: { revision: 2 } });
    const { body } = await send('GET', `/surveys/${id}`);
    expect(body).toMatchObject({ revision: 2, hasDraft: true, draftSavedBy: 'Alan Turing' });
    expect(body['document']).toEqual(document);
  });

  test('is not overwritten by an editor that began before somebody else saved', async () => {
    const { send, aDraft, deps } = await anOffice();
    const id = await aDraft({});
    const ida = await aColleague(deps, { role: 'manager', name: 'Ida Rhodes' });
    await send('PUT', `/surveys/${id}/draft`, { document: { by: 'ida' }, revision: 1 }, ida);
    const late = await send('PUT', `/surveys/${id}/draft`, { document: { by: 'alan' }, revision: 1 });
    expect(late.status).toBe(409);
    expect(late.body['detail']).toBe('Ida Rhodes has saved this survey meanwhile.');
    expect((await send('GET', `/surveys/${id}`)).body['document']).toEqual({ by: 'ida' });
  });

  test('of two saved at once, one is told of the other', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({});
    const both = await Promise.all(
      ['one', 'other'].map((by) => send('PUT', `/surveys/${id}/draft`, { document: { by }, revision: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('sent twice because the first answer was lost is saved once', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({});
    const change = { document: { title: 'Again' }, revision: 1 };
    await send('PUT', `/surveys/${id}/draft`, change);
    expect(await send('PUT', `/surveys/${id}/draft`, change)).toEqual({ status: 200, body: { revision: 2 } });
  });

  test('is discarded, and the published version stands again', async () => {
    const { send } = await anOffice();
    await send('PUT', '/surveys/monthly/draft', { document: { title: 'Wrong' }, revision: 0 });
    const back = await send('DELETE', '/surveys/monthly/draft?revision=1');
    expect(back.body).toMatchObject({
      hasDraft: false,
      revision: 2,
      report: { problems: [], counts: { served: 4 } },
    });
    expect((await send('DELETE', '/surveys/monthly/draft?revision=2')).status).toBe(409);
  });

  test('of a survey that was never published is not discarded', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({});
    expect((await send('DELETE', `/surveys/${id}/draft?revision=1`)).status).toBe(409);
  });
});

describe('publishing', () => {
  test('freezes a version, says who and when, and ends the draft', async () => {
    const { send, aDraft, deps } = await anOffice();
    const id = await aDraft(monthlyOf('one', 'two', 'three'));
    expect(await send('POST', `/surveys/${id}/versions`, { revision: 1 })).toEqual({
      status: 201,
      body: { number: 1 },
    });
    const { body } = await send('GET', `/surveys/${id}`);
    expect(body).toMatchObject({
      hasDraft: false,
      revision: 2,
      versions: [{ number: 1, publishedBy: 'Alan Turing', isShipped: false }],
    });
    const told = await deps.db.select().from(events).where(eq(events.kind, 'survey-published'));
    expect(told.at(-1)?.data).toEqual({ surveyId: id, number: 1 });
  });

  test('keeps the source where it holds more than is served', async () => {
    const { send, aDraft } = await anOffice();
    const document = { ...monthlyOf('one', 'two', 'three'), widthMode: 'static' };
    const id = await aDraft(document);
    await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    const { body } = await send('GET', `/surveys/${id}/versions/1`);
    expect(body['definition']).not.toHaveProperty('widthMode');
    expect(body['source']).toEqual(document);
    expect((await send('GET', `/surveys/${id}`)).body['document']).toEqual(document);
  });

  test('refuses what is wrong and lists the places', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft(monthlyOf('one', 'one'));
    const refused = await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.body['fields'] ?? {})).toContain('pages[0].elements[1].name');
    expect((await send('GET', `/surveys/${id}`)).body).toMatchObject({ versions: [], revision: 1 });
  });

  test.each([2, 6])('refuses a monthly survey of %i questions (A1)', async (count) => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft(monthlyOf(...Array.from({ length: count }, (_, n) => `q${n}`)));
    expect((await send('POST', `/surveys/${id}/versions`, { revision: 1 })).status).toBe(400);
  });

  test('refuses a survey that asks nothing, and says so', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({ pages: [{ elements: [{ type: 'file', name: 'f' }] }] }, 'exit');
    const refused = await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    expect(refused).toMatchObject({ status: 400, body: { fields: { pages: expect.any(String) } } });
  });

  test('refuses a title or a choice that is still to be written', async () => {
    const { send, aDraft } = await anOffice();
    const choices = [
      { value: 'a', text: 'A' },
      { value: 'b', text: {} },
    ];
    const question = { type: 'radiogroup', name: 'why', title: {}, choices };
    const id = await aDraft({ pages: [{ name: 'page1', title: {}, elements: [question] }] }, 'exit');
    const refused = await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    expect(Object.keys(refused.body['fields'] ?? {})).toEqual([
      'pages[0].elements[0].title',
      'pages[0].elements[0].choices[1].text',
    ]);
  });

  test('leaves out what cannot be served, and keeps it in the source', async () => {
    const { send, aDraft } = await anOffice();
    const file = { type: 'file', name: 'f', title: 'A picture' };
    const document = { elements: [{ type: 'comment', name: 'why', title: 'Why?' }, file] };
    const id = await aDraft(document, 'exit');
    expect((await send('POST', `/surveys/${id}/versions`, { revision: 1 })).status).toBe(201);
    const { body } = await send('GET', `/surveys/${id}/versions/1`);
    expect(JSON.stringify(body['definition'])).not.toContain('file');
    expect(body['source']).toEqual(document);
  });

  test('takes a survey complete in one language, and says which are missing', async () => {
    const { send, aDraft } = await anOffice();
    const id = await aDraft({ elements: [{ type: 'comment', name: 'why', title: 'Why?' }] }, 'exit');
    const { body } = await send('GET', `/surveys/${id}`);
    expect(body['report']).toEqual({
      problems: [],
      counts: { questions: 1, served: 1, unserved: 0, wrong: 0, advice: 0 },
      languages: ['en'],
      missing: ['ar', 'he', 'ru'],
    });
    expect((await send('POST', `/surveys/${id}/versions`, { revision: 1 })).status).toBe(201);
  });

  test('is refused twice, from a draft that has moved, and where nothing has changed', async () => {
    const { send, aDraft } = await anOffice();
    const document = monthlyOf('one', 'two', 'three');
    const id = await aDraft(document);
    expect((await send('POST', `/surveys/${id}/versions`, { revision: 0 })).status).toBe(409);
    await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    expect((await send('POST', `/surveys/${id}/versions`, { revision: 1 })).status).toBe(409);
    await send('PUT', `/surveys/${id}/draft`, { document, revision: 2 });
    const same = await send('POST', `/surveys/${id}/versions`, { revision: 3 });
    expect(same).toMatchObject({ status: 409, body: { detail: 'Nothing has changed since version 1.' } });
  });

  test('at the same moment makes one version', async () => {
    const { send, aDraft, deps } = await anOffice();
    const id = await aDraft(monthlyOf('one', 'two', 'three'));
    const both = await Promise.all(
      [1, 2].map(() => send('POST', `/surveys/${id}/versions`, { revision: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await deps.db.select().from(surveyVersions).where(eq(surveyVersions.surveyId, id))).toHaveLength(
      1,
    );
  });
});

describe('the difference between versions', () => {
  test('is told question by question, and where a trend breaks', async () => {
    const { send, aDraft, agent } = await anOffice();
    const document = monthlyOf('one', 'two', 'three');
    const id = await aDraft(document);
    await send('POST', `/surveys/${id}/versions`, { revision: 1 });
    const [first, second] = [rating('one'), { ...rating('two'), rateMax: 7 }];
    const changed = { ...document, pages: [{ name: 'page1', elements: [first, second, rating('four')] }] };
    await send('PUT', `/surveys/${id}/draft`, { document: changed, revision: 2 });
    const { body } = await send('GET', `/surveys/${id}/diff?from=1&to=draft`, undefined, agent);
    expect(body).toMatchObject({
      breaksTrend: true,
      questions: [
        { name: 'two', kind: 'changed', breaksTrend: true },
        { name: 'four', kind: 'added' },
        { name: 'three', kind: 'removed' },
      ],
    });
  });

  test.each(['from=1&to=9', 'from=x&to=draft', 'from=1'])('is refused for %s', async (query) => {
    const { send } = await anOffice();
    expect([400, 404]).toContain((await send('GET', `/surveys/monthly/diff?${query}`)).status);
  });
});

describe('archiving', () => {
  test('is refused while a live program asks the survey, and done once none does', async () => {
    const { send, deps } = await anOffice();
    expect((await send('PUT', '/surveys/exit-interview/archive')).status).toBe(409);
    await write(deps.db, (tx) =>
      tx.run(
        deps.db
          .update(programs)
          .set({ archivedAt: deps.now() })
          .where(eq(programs.surveyId, 'exit-interview')),
      ),
    );
    expect((await send('PUT', '/surveys/exit-interview/archive')).status).toBe(204);
    expect((await send('PUT', '/surveys/exit-interview/archive')).status).toBe(409);
    const edit = { document: {}, revision: 0 };
    expect((await send('PUT', '/surveys/exit-interview/draft', edit)).status).toBe(409);
    expect((await send('DELETE', '/surveys/exit-interview/archive')).status).toBe(204);
    expect((await send('PUT', '/surveys/exit-interview/draft', edit)).status).toBe(200);
  });
});

describe('a product update', () => {
  const shipped = { number: 1, checksum: 'old', publishedBy: null };
  test.each([
    ['ships what was never shipped', null, false, true],
    ['replaces the shipped version', shipped, false, true],
    ['ships the same version once', { ...shipped, checksum: 'new' }, false, false],
    ['leaves alone what the company has published', { ...shipped, publishedBy: 'alan' }, false, false],
    ['leaves alone what the company is changing', shipped, true, false],
  ])('%s', (_what, latest, isBeingEdited, expected) => {
    expect(mayShip({ latest, isBeingEdited }, 'new')).toBe(expected);
  });

  test('never overwrites a shipped survey that the company has made its own', async () => {
    const { send, deps } = await anOffice();
    await send('PUT', '/surveys/monthly/draft', { document: monthlyOf('a', 'b', 'c'), revision: 0 });
    await send('POST', '/surveys/monthly/versions', { revision: 1 });
    await ensureShippedPrograms(deps);
    const { body } = await send('GET', '/surveys/monthly');
    expect(body).toMatchObject({
      versions: [
        { number: 2, isShipped: false },
        { number: 1, isShipped: true },
      ],
    });
  });
});

function nested(levels: number): object {
  return levels === 0 ? {} : { a: nested(levels - 1) };
}
