import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#db/client.ts';
import { FactReader } from './fact-reader.ts';
import type { FactCounts, FactQuestion } from './fact-question.ts';
import type { FactSearch, FactsFound } from './fact-search.ts';

export type Asked = { id: number } & ({ question: FactQuestion } | { search: FactSearch });

export type Answered = { id: number } & ({ answer: FactCounts | FactsFound } | { failed: string });

export interface FactThreadData {
  url: string;
  authToken?: string | undefined;
}

if (parentPort) {
  const port = parentPort;
  const { url, authToken } = workerData as FactThreadData;
  const reader = new FactReader(await openToRead({ url, authToken }));
  port.on('message', async ({ id, ...asked }: Asked) => {
    try {
      const answer = await ('question' in asked ? reader.counts(asked.question) : reader.find(asked.search));
      port.postMessage({ id, answer } satisfies Answered);
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, failed } satisfies Answered);
    }
  });
  // Read before anybody asks, so that the first page need not wait; what goes wrong is said to who asks.
  await reader.catchUp().catch(() => {});
}
