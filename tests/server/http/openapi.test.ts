import { expect, test } from 'vitest';
import { aCompany, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

test('the API describes itself from the schemas its routes check with', async () => {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const response = await request('GET', '/api/openapi.json', { as: await grace(deps) });
  expect(response.status).toBe(200);
  const { paths } = await response.json();
  expect(paths['/cases/{id}/resolution'].post.requestBody.content['application/json'].schema).toMatchObject({
    properties: { outcome: expect.anything(), rootCause: expect.anything() },
  });
});
