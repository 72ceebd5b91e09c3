import { eq, inArray } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { programs } from '#db/schema/programs.ts';
import { aWave } from '#tests/support/answers.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aVoice } from './heard-words.ts';

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const { id, customer } = await aVoice(t.deps, 'Call me back');
  const tag = (text: string, of = id) =>
    t.request('POST', `/api/voices/${of}/tags`, { as: manager, body: { tag: text } });
  const untag = (text: string) =>
    t.request('DELETE', `/api/voices/${id}/tags?tag=${encodeURIComponent(text)}`, { as: manager });
  const read = async (path: string) => (await t.request('GET', `/api/voices${path}`, { as: manager })).json();
  return { ...t, manager, id, customer, tag, untag, read };
}

test('a tag is put on a voice, finds it, is suggested, and is taken off again', async () => {
  const { deps, manager, id, customer, tag, untag, read } = await anOffice();
  await aVoice(deps, 'Another');
  expect((await (await tag('  Quote   this ')).json()).tags).toEqual(['Quote this']);
  const found = await read('?tag=Quote%20this');
  expect(found.voices.map((voice: { words: string }) => voice.words)).toEqual(['Call me back']);
  expect((await read('/choices')).tags).toEqual(['Quote this']);
  expect((await (await untag('Quote this')).json()).tags).toEqual([]);
  expect((await untag('Quote this')).status).toBe(404);
  const told = await deps.db
    .select()
    .from(events)
    .where(inArray(events.kind, ['voice-tagged', 'voice-untagged']))
    .orderBy(events.id);
  expect(told.map(({ kind }) => kind)).toEqual(['voice-tagged', 'voice-untagged']);
  expect(told[0]).toMatchObject({
    actorId: manager.id,
    customerId: customer.id,
    data: { responseId: id, tag: 'Quote this' },
  });
});

test('one tag in two spellings is one tag', async () => {
  const { deps, tag } = await anOffice();
  await tag('Café');
  const again = await tag('CAFE');
  expect(again.status).toBe(409);
  expect((await again.json()).detail).toContain('Café');
  const other = await aVoice(deps, 'Another');
  expect((await (await tag('cafe', other.id)).json()).tags).toEqual(['Café']);
});

test.each(['', '   ', 'x'.repeat(41), 'a\u0007b'])(
  'a tag that cannot be kept is refused: %j',
  async (text) => {
    const { deps, tag } = await anOffice();
    const refused = await tag(text);
    expect(refused.status).toBe(400);
    expect((await refused.json()).fields.tag).toMatch(/^A tag has/);
    expect(await deps.db.select().from(events).where(eq(events.kind, 'voice-tagged'))).toEqual([]);
  },
);

test('forty letters of any script are not too many', async () => {
  const { tag } = await anOffice();
  expect((await tag('ש'.repeat(40))).status).toBe(200);
});

test('words that may not be shown take no tag', async () => {
  const { deps, tag } = await anOffice();
  await aWave(deps, { month: '2026-10', delivered: 1, completed: 1, programId: 'staff' });
  await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ isAnonymous: true })));
  const { id } = await aVoice(deps, 'hidden', { programId: 'staff' });
  expect((await tag('x', id)).status).toBe(404);
  expect((await tag('x', 'nobody')).status).toBe(404);
});
