import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { baseModel } from '#server/understand/reading/lessons.ts';
import { readAnswers } from '#server/understand/reading/read-answers.ts';
import { aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { heard, standing } from './heard.ts';

/** A language model on this machine that says what it is told to say. */
const asked: {
  authorization: string | undefined;
  body: { model: string; messages: { content: string }[] };
}[] = [];
let says = { status: 200, content: '' };
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part: Buffer) => (body += part.toString()));
  request.on('end', () => {
    asked.push({ authorization: request.headers.authorization, body: JSON.parse(body) });
    response.writeHead(says.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { content: says.content } }] }));
  });
});

beforeAll(() => new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready)));
beforeAll(() => void baseModel());
afterAll(() => new Promise((closed) => void server.close(closed)));
beforeEach(() => {
  asked.length = 0;
});

const nobodyKnows = 'Grumbelfix zonk the wibbling flarn of it';

async function aCompanyWithModel({ isOn = true } = {}) {
  const app = await testApp();
  const { port } = server.address() as AddressInfo;
  const settings = {
    AMENDS_MODEL_URL: `http://127.0.0.1:${port}/v1`,
    AMENDS_MODEL_KEY: 'k',
    AMENDS_MODEL_NAME: 'm',
  };
  app.deps.config = readConfig({ AMENDS_LOG: 'silent', ...(isOn ? settings : {}) });
  await aCompany(app.deps);
  return app;
}

const ofPrice = { category: 'price', detail: 'too-high', quote: 'flarn of it', confidence: 0.8 };

test('a text that the reader is not sure of is put under what the model says', async () => {
  const { deps, runJobs } = await aCompanyWithModel();
  const { id } = await heard(deps, nobodyKnows);
  says = { status: 200, content: JSON.stringify({ reasons: [ofPrice] }) };
  await readAnswers(deps);
  expect((await standing(deps, id)).reading?.state).toBe('unsorted');
  await runJobs();
  const after = await standing(deps, id);
  expect(after).toMatchObject({
    reading: { state: 'inferred', confidence: 0.8 },
    inferred: 'price/too-high',
  });
  expect(after.rows[0]?.quote).toBe('flarn of it');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ authorization: 'Bearer k', body: { model: 'm' } });
  expect(asked[0]?.body.messages.at(-1)?.content).toBe(nobodyKnows);
});

test('what the reader is sure of never leaves the machine', async () => {
  const { deps, runJobs } = await aCompanyWithModel();
  await heard(deps, 'Everything has become far too expensive for us');
  await readAnswers(deps);
  await runJobs();
  expect(asked).toEqual([]);
});

test('nothing is asked unless it is set', async () => {
  const { deps, runJobs } = await aCompanyWithModel({ isOn: false });
  await heard(deps, nobodyKnows);
  await readAnswers(deps);
  await runJobs();
  expect(asked).toEqual([]);
});

test.each([
  ['an error', { status: 500, content: '' }],
  ['no JSON', { status: 200, content: 'I think it is the price.' }],
  ['a category that is none', { status: 200, content: '{"reasons":[{"category":"weather"}]}' }],
])('%s leaves the text unsorted', async (_, answer) => {
  const { deps, runJobs } = await aCompanyWithModel();
  const { id } = await heard(deps, nobodyKnows);
  says = answer;
  await readAnswers(deps);
  await runJobs();
  expect(asked).toHaveLength(1);
  expect(await standing(deps, id)).toMatchObject({ reading: { state: 'unsorted' }, reasons: [] });
});
