import type { Context, MiddlewareHandler } from 'hono';
import { write } from '#db/client.ts';
import { peerAddress } from '../../auth/peer-address.ts';
import type { Deps } from '../../deps.ts';
import type { Env } from '../../http/env.ts';
import { Lately } from '../../http/lately.ts';
import { hashOf } from '../invitation.ts';
import {
  signOfRequest,
  signOfVisits,
  togetherMilliseconds,
  type MachineSign,
  type Visit,
} from './machine-visit.ts';

interface Watched {
  visits: Visit[];
  /** How many of them are taken for a machine's. */
  counted: number;
  /** When a script of the page last spoke, in milliseconds. */
  scriptAt: number;
  hits: number;
  hitsWritten: number;
}

// What is remembered of the last seconds, and what is written of it, stay small however hard a gateway knocks.
const mostWatched = 5000;
const mostVisits = 30;
const mostWriting = 200;

/**
 * Notes on the invitation that a machine followed a link of its mail. It is never an answer, a person or an opt-out, and
 * nothing is refused because of it. What belongs together is remembered by each process for itself: a gateway that
 * spreads its visits over several is then known by its other signs only.
 */
export function watchMachines(deps: Deps): MiddlewareHandler<Env> {
  const watched = new Lately<Watched>(mostWatched, () => ({
    visits: [],
    counted: 0,
    scriptAt: 0,
    hits: 0,
    hitsWritten: 0,
  }));
  let writing = 0;

  /** The first visit is written, then whenever they have doubled: a thousand visits are ten writes. */
  async function note(token: string, hits: number): Promise<void> {
    const known = watched.of(token);
    known.hits += hits;
    if (known.hits < known.hitsWritten * 2 || hits === 0 || writing >= mostWriting) return;
    const unwritten = known.hits - known.hitsWritten;
    known.hitsWritten = known.hits;
    writing += 1;
    await write(deps.db, (tx) => tx.run(seen(token, unwritten, deps.now())))
      .catch((err: unknown) => deps.log.warn({ err }, 'a machine’s visit was not noted'))
      .finally(() => (writing -= 1));
  }

  return async (c, next) => {
    const token = /^\/[spu]\/([\w-]{22})(?:\/|$)/.exec(c.req.path)?.[1];
    if (token === undefined) return next();
    const asked = askedBy(c);
    const sign = signOfRequest(asked);
    if (c.req.method !== 'POST') {
      await note(token, sign === null ? machineHits(watched.of(token), visitIn(deps, c, asked)) : 1);
      return next();
    }
    if (sign === null) watched.of(token).scriptAt = deps.now().getTime();
    // A gateway that runs the page's script opens nothing before anybody's eyes.
    if (!isOpeningBy(sign, c.req.path)) return next();
    await note(token, 1);
    return c.body(null, 204);
  };
}

const isOpeningBy = (sign: MachineSign | null, path: string): boolean =>
  (sign === 'known-scanner' || sign === 'prefetch') && path.endsWith('/opening');

const purposes = ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'];

type Asked = Pick<Visit, 'method' | 'userAgent' | 'purpose'>;

function askedBy(c: Context<Env>): Asked {
  const header = (name: string) => c.req.header(name) ?? '';
  return {
    method: c.req.method,
    userAgent: header('user-agent'),
    purpose: purposes.map(header).join(' '),
  };
}

function visitIn(deps: Deps, c: Context<Env>, asked: Asked): Visit {
  const { url } = c.req;
  return {
    address: peerAddress(deps, c),
    link: url.slice(url.indexOf('/', 'https://'.length)),
    answer: c.req.query('a') ?? null,
    at: deps.now().getTime(),
    ...asked,
  };
}

/** How many visits turn out to be a machine's with this one. */
function machineHits(known: Watched, visit: Visit): number {
  const earlier = known.visits.filter(({ at }) => visit.at - at <= togetherMilliseconds).slice(-mostVisits);
  const counted = Math.max(0, known.counted - (known.visits.length - earlier.length));
  const sawScript = known.scriptAt >= visit.at - togetherMilliseconds;
  const isMachine = signOfVisits(visit, earlier, sawScript) !== null;
  known.visits = [...earlier, visit];
  known.counted = isMachine ? known.visits.length : counted;
  return isMachine ? known.visits.length - counted : 0;
}

const seen = (token: string, hits: number, at: Date) => ({
  sql: `UPDATE invitations SET scanner_hits = scanner_hits + ?, scanner_seen_at = coalesce(scanner_seen_at, ?)
        WHERE token_hash = ?`,
  args: [hits, at.getTime(), hashOf(token)],
});
