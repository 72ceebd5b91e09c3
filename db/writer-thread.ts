import { parentPort, workerData } from 'node:worker_threads';
import type { Value } from '@libsql/client';
import { FileWriter, type Synchronous } from './file-writer.ts';
import { TextsHeard, type ShortStatement } from './said-texts.ts';
import { briefly, type BriefResults } from './brief-results.ts';
import { DatabaseBusy, StatementRefused } from './writer.ts';

/** What the thread is asked. */
export type Asked = { id: number } & (
  { batch: ShortStatement[] } | { read: ShortStatement } | { reconnect: true } | { close: true }
);

/** What it answers: what was written, or why nothing was. */
export type Answered = { id: number } & (
  | { written: BriefResults }
  | { found: Found }
  | { refused: { message: string; index: number; wasGuard: boolean } }
  | { busy: string }
  | { failed: string }
);

export interface Found {
  columns: string[];
  rows: Value[][];
}

export interface ThreadData {
  path: string;
  synchronous: Synchronous;
}

/** Takes one question after the other, in the order in which they come. */
async function serve({ path, synchronous }: ThreadData, port: NonNullable<typeof parentPort>): Promise<void> {
  let writer: FileWriter | null = null;
  const texts = new TextsHeard();
  let last = Promise.resolve();
  const answer = async (asked: Asked): Promise<Answered> => {
    const { id } = asked;
    try {
      // Heard before anything can fail: a text is said once, and what failed is said again by its number.
      const statements = 'batch' in asked ? texts.lengthen(asked.batch) : [];
      const [query] = 'read' in asked ? texts.lengthen([asked.read]) : [];
      writer ??= await FileWriter.open(path, synchronous);
      if (query) return { id, found: await writer.read([query]) };
      if ('batch' in asked) return { id, written: briefly(await writer.batch(statements)) };
      if ('reconnect' in asked) await writer.reconnect();
      else await writer.close();
      return { id, written: briefly([]) };
    } catch (error) {
      return { id, ...inWords(error) };
    }
  };
  port.on('message', (asked: Asked) => {
    last = last.then(async () => {
      port.postMessage(await answer(asked));
      if ('close' in asked) port.close();
    });
  });
}

function inWords(error: unknown) {
  if (error instanceof StatementRefused) {
    const { message, index, wasGuard } = error;
    return { refused: { message, index, wasGuard } };
  }
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof DatabaseBusy ? { busy: message } : { failed: message };
}

if (parentPort) await serve(workerData as ThreadData, parentPort);
