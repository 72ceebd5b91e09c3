import { expect, test } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import strings from '#tests/conformance/naughty-strings/blns.json' with { type: 'json' };
import { aCompany } from '#tests/support/cast.ts';
import { manyInvited } from '#tests/support/many-invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const isBlank = (text: string) => text.trim() === '';
const isUnstorable = (text: string) => /[\0\p{Surrogate}]/u.test(text);

async function everyStringHasAToken() {
  const t = await testApp();
  await aCompany(t.deps);
  const { tokens } = await manyInvited(t.deps, strings.length);
  return { t, pairs: strings.map((text, n) => ({ text, token: tokens[n] ?? '' })) };
}

async function keptTexts({ deps }: TestApp): Promise<Set<string | null>> {
  const rows = await deps.db.select().from(responses);
  for (const { answers, verbatim } of rows) expect(answers['reason-Comment'] ?? null).toBe(verbatim);
  return new Set(rows.map(({ verbatim }) => verbatim));
}

test('every naughty string sent as JSON is kept byte for byte, or refused', async () => {
  const { t, pairs } = await everyStringHasAToken();
  const outcomes = await Promise.all(
    pairs.map(({ text, token }) => {
      const answers = { recommend: 8, reason: 'else', 'reason-Comment': text };
      return takeResponse(t.deps, token, { via: 'json', answers });
    }),
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(
    strings.map((text) => (isUnstorable(text) ? 'invalid' : 'taken')),
  );
  const kept = await keptTexts(t);
  expect(strings.filter((text) => !isBlank(text) && !isUnstorable(text) && !kept.has(text))).toEqual([]);
}, 60_000);

test('every naughty string typed into the form is shown again as text when something is wrong, then kept', async () => {
  const { t, pairs } = await everyStringHasAToken();
  const post = (token: string, fields: Record<string, string>) =>
    t.app.request(`/s/${token}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const plain = around(
    await (await post(pairs[0]?.token ?? '', { recommend: '11', 'reason-Comment': 'x' })).text(),
  );
  for (const { text, token } of pairs.filter(({ text }) => /[<>&"'\0]/.test(text))) {
    const shown = around(await (await post(token, { recommend: '11', 'reason-Comment': text })).text());
    expect(shown.page).toBe(plain.page.replaceAll(pairs[0]?.token ?? '', token));
    if (!isUnstorable(text)) expect(shown.text).toBe(text);
  }
  await Promise.all(
    pairs.map(({ text, token }) => post(token, { recommend: '8', reason: 'else', 'reason-Comment': text })),
  );
  const kept = await keptTexts(t);
  expect(strings.filter((text) => !isBlank(text) && !isUnstorable(text) && !kept.has(text))).toEqual([]);
}, 60_000);

test('every naughty string as a token is an unknown link', async () => {
  const t = await testApp();
  for (const text of strings.filter((text) => text !== '')) {
    const response = await t.app.request(`/s/${encodeURIComponent(text)}`, {
      method: 'POST',
      headers: { accept: 'application/json' },
    });
    expect([404, 415]).toContain(response.status);
  }
});

/** What stands in the comment's field, decoded, and the page around it. */
function around(html: string): { text: string; page: string } {
  const [field = '', encoded = ''] = /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html) ?? [];
  return { text: decoded(encoded), page: html.replace(field, () => '') };
}

function decoded(html: string): string {
  const entities: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#x27;': "'",
    '&amp;': '&',
  };
  return html.replace(/&(?:lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);
}
