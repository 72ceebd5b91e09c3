import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#db/client.ts';
import { FactReader } from './fact-reader.ts';
import type { FactCounts, FactQuestion } from './fact-question.ts';

export interface Asked {
  id: number;
  question: FactQuestion;
}

export type Answered = { id: number } & ({ counts: FactCounts } | { failed: string });

export interface FactThreadData {
  url: string;
  authToken?: string | undefined;
}

if (parentPort) {
  const port = parentPort;
  const { url, authToken } = workerData as FactThreadData;
  const reader = new FactReader(await openToRead({ url, authToken }));
  port.on('message', async ({ id, question }: Asked) => {
    try {
      port.postMessage({ id, counts: await reader.counts(question) } satisfies Answered);
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, failed } satisfies Answered);
    }
  });
  // Read before anybody asks, so that the first page need not wait; what goes wrong is said to who asks.
  await reader.catchUp().catch(() => {});
}
