import type { Context, MiddlewareHandler } from 'hono';
import { write } from '#db/client.ts';
import { peerAddress } from '../auth/peer-address.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { hashOf } from './invitation.ts';
import {
  signOfRequest,
  signOfVisits,
  togetherMilliseconds,
  type MachineSign,
  type Visit,
} from './machine-visit.ts';

interface Watched {
  visits: Visit[];
  /** How many of them are already counted as a machine's. */
  counted: number;
  scriptAt: number;
}

// What is remembered of the last seconds, and what is written of it, stay small however hard a gateway knocks.
const mostWatched = 5000;
const mostVisits = 30;
const mostUnwritten = 1000;
const writeEveryMilliseconds = 1000;

/**
 * Notes on the invitation that a machine followed a link of its mail. It is never an answer, a person or an opt-out, and
 * nothing is refused because of it. What belongs together is remembered by each process for itself: a gateway that
 * spreads its visits over several is then known by its other signs only.
 */
export function watchMachines(deps: Deps): MiddlewareHandler<Env> {
  const watched = new Map<string, Watched>();
  const note = machineNotes(deps);
  return async (c, next) => {
    const token = /^\/[spu]\/([\w-]{22})(?:\/|$)/.exec(c.req.path)?.[1];
    if (token === undefined) return next();
    const visit = visitIn(deps, c);
    const sign = signOfRequest(visit);
    if (c.req.method === 'POST') {
      if (sign === null) scriptRan(watched, token, visit.at);
      // A gateway that runs the page's script opens nothing before anybody's eyes.
      if (!isOpeningBy(sign, c.req.path)) return next();
      note(token, 1);
      return c.body(null, 204);
    }
    const hits = sign === null ? machineHits(watched, token, visit) : 1;
    if (hits > 0) note(token, hits);
    return next();
  };
}

const isOpeningBy = (sign: MachineSign | null, path: string): boolean =>
  (sign === 'known-scanner' || sign === 'prefetch') && path.endsWith('/opening');

function visitIn(deps: Deps, c: Context<Env>): Visit {
  const { pathname, search } = new URL(c.req.url);
  const header = (name: string) => c.req.header(name) ?? '';
  return {
    method: c.req.method,
    userAgent: header('user-agent'),
    purpose: ['purpose', 'sec-purpose', 'x-purpose', 'x-moz'].map(header).join(' '),
    address: peerAddress(deps, c),
    link: pathname + search,
    answer: c.req.query('a') ?? null,
    at: deps.now().getTime(),
  };
}

/** How many visits turn out to be a machine's with this one. */
function machineHits(watched: Map<string, Watched>, token: string, visit: Visit): number {
  const known = watched.get(token) ?? { visits: [], counted: 0, scriptAt: 0 };
  const earlier = known.visits.filter(({ at }) => visit.at - at <= togetherMilliseconds).slice(-mostVisits);
  const isMachine = signOfVisits(visit, earlier, known.scriptAt >= visit.at - togetherMilliseconds) !== null;
  const counted = Math.max(0, known.counted - (known.visits.length - earlier.length));
  remember(watched, token, {
    ...known,
    visits: [...earlier, visit],
    counted: isMachine ? earlier.length + 1 : counted,
  });
  return isMachine ? earlier.length + 1 - counted : 0;
}

function scriptRan(watched: Map<string, Watched>, token: string, at: number): void {
  remember(watched, token, { ...(watched.get(token) ?? { visits: [], counted: 0 }), scriptAt: at });
}

function remember(watched: Map<string, Watched>, token: string, what: Watched): void {
  watched.delete(token);
  watched.set(token, what);
  if (watched.size <= mostWatched) return;
  const [oldest] = watched.keys();
  if (oldest !== undefined) watched.delete(oldest);
}

/** Gathers what was seen and writes it at most once a second, in one piece. */
function machineNotes(deps: Deps) {
  const unwritten = new Map<string, { hits: number; at: Date }>();
  let timer: NodeJS.Timeout | undefined;

  async function writeDown(): Promise<void> {
    timer = undefined;
    const notes = [...unwritten];
    unwritten.clear();
    try {
      await write(deps.db, (tx) => {
        for (const [token, { hits, at }] of notes) tx.run(seen(token, hits, at));
      });
    } catch (err) {
      deps.log.warn({ err }, 'machine visits were not noted');
    }
  }

  return (token: string, hits: number): void => {
    const before = unwritten.get(token);
    if (!before && unwritten.size >= mostUnwritten) return;
    unwritten.set(token, { hits: (before?.hits ?? 0) + hits, at: before?.at ?? deps.now() });
    timer ??= setTimeout(() => void writeDown(), writeEveryMilliseconds).unref();
  };
}

const seen = (token: string, hits: number, at: Date) => ({
  sql: `UPDATE invitations SET scanner_hits = scanner_hits + ?, scanner_seen_at = coalesce(scanner_seen_at, ?)
        WHERE token_hash = ?`,
  args: [hits, at.getTime(), hashOf(token)],
});
