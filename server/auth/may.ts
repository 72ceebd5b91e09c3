import type { MiddlewareHandler } from 'hono';
import { GuardError } from '#db/client.ts';
import { DomainError } from '../errors.ts';
import { answer } from '../http/problem.ts';
import type { Env } from '../http/env.ts';
import { actorOf } from './actor.ts';
import { bornKey } from './api-key.ts';
import { countWrongKey } from './api-keys.ts';
import { peerAddress } from './peer-address.ts';
import { allows, type Access } from './role.ts';
import { tooManyAttempts } from './sign-in-attempts.ts';

export type MayHandler = MiddlewareHandler<Env> & { access: Access };

/** Stands first in every route's own line and says who may call it: a person with a session, or a key. */
export function may(access: Access): MayHandler {
  return door(access, { isOpenToKeys: true });
}

/** As `may`, for what a person answers for herself: no key may do it. */
export function mayInPerson(access: Access): MayHandler {
  return door(access, { isOpenToKeys: false });
}

function door(access: Access, { isOpenToKeys }: { isOpenToKeys: boolean }): MayHandler {
  const handler: MiddlewareHandler<Env> = async (c, next) => {
    if (access === 'anyone') return next();
    const { deps } = c.var;
    const actor = await actorOf(deps, c);
    if (!actor) {
      if (bornKey(c.req.header('authorization')) === null) return answer(c, 401, unauthenticated);
      const mayTryAgain = await countWrongKey(deps, peerAddress(deps, c)).then(() => true, isTooMany);
      return mayTryAgain ? answer(c, 401, wrongKey) : answer(c, 429, tooMany);
    }
    if (!allows(access, actor.role)) throw new DomainError('forbidden', `Only a ${access} may do this.`);
    if (actor.isKey && !isOpenToKeys) {
      throw new DomainError('forbidden', 'Only a person who has signed in may do this, no key.');
    }
    c.set('actor', actor);
    return next();
  };
  return Object.assign(handler, { access });
}

const unauthenticated = { code: 'unauthenticated', detail: 'Sign in first.' };
const wrongKey = { code: 'unauthenticated', detail: 'This key is not known, or has been revoked.' };
const tooMany = { code: 'too_many', detail: tooManyAttempts };

function isTooMany(error: unknown): false {
  if (error instanceof GuardError && error.message === tooManyAttempts) return false;
  throw error;
}
