import { describe, expect, test } from 'vitest';
import { roles } from '#server/auth/role.ts';
import { allows, type Access, type Role } from '#server/auth/role.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Route = { method: string; path: string; access: Access | undefined };

describe('every route says who may call it', () => {
  test('each has a `may` in its own line', async () => {
    const { app } = await testApp();
    expect(routesOf(app).filter((route) => route.access === undefined)).toEqual([]);
  });

  test.each<Role | null>([null, ...roles])('as %s, only what is allowed gets past the door', async (role) => {
    const { app, as, deps } = await testApp();
    await aCompany(deps);
    const headers: Record<string, string> = role ? await as(await aColleague(deps, { role })) : {};
    for (const { method, path, access } of routesOf(app)) {
      if (access === undefined || access === 'anyone') continue;
      const response = await app.request(path.replace(/:\w+(\{[^}]*\})?/g, 'nothing'), { method, headers });
      const allowed = allows(access, role);
      const refusal = role === null ? 401 : 403;
      expect
        .soft({ method, path, refused: response.status === refusal })
        .toEqual({ method, path, refused: !allowed });
      await response.body?.cancel();
    }
  });
});

function routesOf(app: Awaited<ReturnType<typeof testApp>>['app']): Route[] {
  const found = new Map<string, Route>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue;
    const key = `${method} ${path}`;
    const access = 'access' in handler ? (handler.access as Access) : found.get(key)?.access;
    found.set(key, { method, path, access });
  }
  return [...found.values()];
}
