import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Context } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import { staff, staffSessions } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { bornKey } from './api-key.ts';
import { actorOfKey } from './api-keys.ts';
import type { Role } from './role.ts';

/** The person behind a request. Commands take her as an argument. */
export interface Actor {
  id: string;
  name: string;
  email: string;
  role: Role;
  locale: 'en' | 'ar' | 'he' | 'ru';
  /** A key of another system rather than a person. */
  isKey?: true;
}

export const sessionCookie = 'amends.session_token';

/** Whoever calls: by the key in the `Authorization` header where there is one, else by the session's cookie. */
export async function actorOf(deps: Deps, c: Context): Promise<Actor | null> {
  const key = bornKey(c.req.header('authorization'));
  return key === null ? actorOfSession(deps, c) : actorOfKey(deps, key);
}

/** Reads the session's row straight: a tenth of the time the library's own check takes. */
async function actorOfSession(deps: Deps, c: Context): Promise<Actor | null> {
  const token = await getSignedCookie(c, deps.secret, cookieName(deps));
  if (!token) return null;
  const [actor] = await deps.db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, locale: staff.locale })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(eq(staffSessions.token, token), gt(staffSessions.expiresAt, deps.now()), isNull(staff.leftAt)),
    );
  return actor ?? null;
}

export function cookieName({ config }: Pick<Deps, 'config'>): string {
  return config.url.startsWith('https:') ? `__Secure-${sessionCookie}` : sessionCookie;
}
