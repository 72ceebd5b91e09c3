import type { MiddlewareHandler } from 'hono';
import { DomainError } from '../errors.ts';
import { answer } from '../http/problem.ts';
import type { Env } from '../http/env.ts';
import { actorOf } from './actor.ts';
import { allows, type Access } from './role.ts';

export type MayHandler = MiddlewareHandler<Env> & { access: Access };

/** Stands first in every route's own line and says who may call it. */
export function may(access: Access): MayHandler {
  const handler: MiddlewareHandler<Env> = async (c, next) => {
    if (access === 'anyone') return next();
    const actor = await actorOf(c.var.deps, c);
    if (!actor) return answer(c, 401, { code: 'unauthenticated', detail: 'Sign in first.' });
    if (!allows(access, actor.role)) throw new DomainError('forbidden', `Only a ${access} may do this.`);
    c.set('actor', actor);
    return next();
  };
  return Object.assign(handler, { access });
}
