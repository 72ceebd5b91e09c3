import { createHmac } from 'node:crypto';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { staffSessions } from '#db/schema/staff.ts';
import { cookieName } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';

/** Headers of a person with a session. */
export async function signedIn(deps: Deps, person: { id: string }): Promise<Record<string, string>> {
  const token = newId(deps);
  const now = deps.now();
  await write(deps.db, (tx) =>
    tx.run(
      deps.db.insert(staffSessions).values({
        id: newId(deps),
        staffId: person.id,
        token,
        expiresAt: new Date(now.getTime() + 400 * 86_400_000),
        createdAt: now,
        updatedAt: now,
      }),
    ),
  );
  const signature = createHmac('sha256', deps.secret).update(token).digest('base64');
  return { cookie: `${cookieName(deps)}=${encodeURIComponent(`${token}.${signature}`)}` };
}
