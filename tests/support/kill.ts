import { setTimeout as sleep } from 'node:timers/promises';
import type { aSurveyServer } from './answering-company.ts';

export type Server = Awaited<ReturnType<typeof aSurveyServer>>;

export interface Killing {
  rounds: number;
  /** The processes of one round, on one file. */
  start: () => Promise<Server[]>;
  /** What is asked of them; ends by itself once they are gone. */
  meanwhile?: (servers: Server[]) => Promise<void>;
  /** Changes with what they do. The moment of a kill is drawn from the first change on, or after half a minute without one. */
  progress?: () => unknown;
  mostMilliseconds: number;
  isAtWork: () => Promise<boolean>;
  /** Between two rounds, when no process lives. */
  afterwards: () => Promise<void>;
}

/** Kills processes -9, each at a random moment of its own, round after round. How many kills struck work under way. */
export async function killAtRandom(killing: Killing): Promise<number> {
  let killedAtWork = 0;
  for (let round = 0; round < killing.rounds; round++) {
    const servers = await killing.start();
    const before = JSON.stringify(await killing.progress?.());
    const working = killing.meanwhile?.(servers);
    if (killing.progress) await changed(killing.progress, before);
    await Promise.all(
      servers.map(async (server) => {
        await sleep(Math.random() * killing.mostMilliseconds);
        if (await killing.isAtWork()) killedAtWork++;
        await server.kill();
      }),
    );
    await working;
    await killing.afterwards();
  }
  return killedAtWork;
}

async function changed(progress: () => unknown, before: string | undefined): Promise<void> {
  const until = Date.now() + 30_000;
  while (JSON.stringify(await progress()) === before && Date.now() < until) await sleep(2);
}
