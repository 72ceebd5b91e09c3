import { Hono } from 'hono';
import { theCompany } from '../company/company.ts';
import type { Env } from '../http/env.ts';
import { validate } from '../http/validate.ts';
import { linkInput, linkWishInput, ownChangeInput, signInInput } from './input.ts';
import { may, mayInPerson } from './may.ts';
import { changeOwnAccount, hasPassword } from './own-account.ts';
import { peerAddress } from './peer-address.ts';
import { giveSession, passOn, sessionTokenOf } from './session-cookie.ts';
import { signInByPassword, signOut } from './sessions.ts';
import { askForSignInLink, signInByLink } from './sign-in-links.ts';
import { tooManyAttemptsAs429 } from './too-many-attempts.ts';

/** Coming in, going out, and who one is. */
export function sessionRoutes() {
  return new Hono<Env>()
    .post('/session', may('anyone'), validate('json', signInInput), tooManyAttemptsAs429, async (c) => {
      const { deps } = c.var;
      const request = { address: peerAddress(deps, c), headers: c.req.raw.headers };
      passOn(c, await signInByPassword(deps, { ...c.req.valid('json'), ...request }));
      return c.body(null, 204);
    })
    .delete('/session', may('anyone'), async (c) => {
      passOn(c, await signOut(c.var.deps, c.req.raw.headers));
      return c.body(null, 204);
    })
    .post('/session/link', may('anyone'), validate('json', linkInput), async (c) => {
      const { deps } = c.var;
      await giveSession(deps, c, await signInByLink(deps, c.req.valid('json').token));
      return c.body(null, 204);
    })
    .post(
      '/sign-in-links',
      may('anyone'),
      validate('json', linkWishInput),
      tooManyAttemptsAs429,
      async (c) => {
        const { deps } = c.var;
        await askForSignInLink(deps, { ...c.req.valid('json'), address: peerAddress(deps, c) });
        return c.body(null, 202);
      },
    )
    .get('/me', may('agent'), async (c) => {
      const { deps, actor } = c.var;
      const { name, locale, timeZone, currency } = await theCompany(deps.db);
      const company = { name, locale, timeZone, currency };
      return c.json({ actor, company, hasPassword: await hasPassword(deps, actor) });
    })
    .patch('/me', mayInPerson('agent'), validate('json', ownChangeInput), tooManyAttemptsAs429, async (c) => {
      const { deps, actor } = c.var;
      const session = await sessionTokenOf(deps, c);
      await changeOwnAccount(deps, actor, { ...c.req.valid('json'), session });
      return c.body(null, 204);
    });
}
