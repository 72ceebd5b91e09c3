import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { actorOf } from '../auth/actor.ts';
import { may } from '../auth/may.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../http/env.ts';
import { tailEvents, type Happening } from './live.ts';

/** `GET /live`: what happens, as it happens, for as long as the session lasts. */
export function liveRoutes(deps: Deps, { heartbeatSeconds = 15 } = {}) {
  const tail = tailEvents(deps);
  return new Hono<Env>().get('/live', may('agent'), (c) => {
    const after = lastHeard(c.req.header('last-event-id'));
    // Some proxies hold a stream back unless told not to.
    c.header('x-accel-buffering', 'no');
    return streamSSE(c, async (stream) => {
      // `agoMs` lets the desk say how long a row took, whatever the reader's own clock shows.
      const tell = ({ id, kind, caseId, at }: Happening) => {
        const agoMs = deps.now().getTime() - at.getTime();
        void stream.writeSSE({ id: String(id), data: JSON.stringify({ kind, caseId, agoMs }) });
      };
      const stop = tail.listen(tell, after);
      const gone = new AbortController();
      stream.onAbort(() => {
        stop();
        gone.abort();
      });
      try {
        await stream.write(': listening\nretry: 2000\n\n');
        do {
          await sleep(heartbeatSeconds * 1000, undefined, { signal: gone.signal }).catch(() => {});
          await stream.write(': still here\n\n');
        } while (!stream.aborted && (await actorOf(deps, c)));
      } finally {
        stop();
      }
    });
  });
}

function lastHeard(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
