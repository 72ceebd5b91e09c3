import { write } from '#db/client.ts';
import { addPassword, hashed } from '#server/auth/passwords.ts';
import type { Deps } from '#server/deps.ts';
import { aColleague } from '#tests/support/cast.ts';

export const goodPassword = 'correct horse battery';

/** Someone of the staff who has a password. */
export async function aColleagueWithPassword(deps: Deps, overrides: Parameters<typeof aColleague>[1] = {}) {
  const person = await aColleague(deps, overrides);
  const hash = await hashed(deps, goodPassword);
  await write(deps.db, (tx) => addPassword(deps, tx, { staffId: person.id, hash }));
  return person;
}

/** The `Cookie` header a browser would send after this response. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

export function tokenOf(url: string): string {
  return new URL(url).searchParams.get('token') ?? '';
}
