import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';

/** What a handler finds in its context. `actor` is set wherever `may` names a role. */
export interface Env {
  Variables: { deps: Deps; actor: Actor };
}
