import type { Context } from 'hono';
import { getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { Deps } from '../deps.ts';
import { cookieName } from './actor.ts';
import { sessionDays } from './session-times.ts';

/** Gives the browser a session in the form of better-auth's own cookie. */
export async function giveSession(deps: Deps, c: Context, token: string): Promise<void> {
  await setSignedCookie(c, cookieName(deps), token, deps.secret, {
    httpOnly: true,
    path: '/',
    sameSite: 'Lax',
    secure: deps.config.url.startsWith('https:'),
    maxAge: sessionDays * 86_400,
  });
}

export async function sessionTokenOf(deps: Deps, c: Context): Promise<string | null> {
  return (await getSignedCookie(c, deps.secret, cookieName(deps))) || null;
}

export function passOn(c: Context, cookies: string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}
