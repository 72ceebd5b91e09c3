import { parentPort, workerData } from 'node:worker_threads';
import { openToRead } from '#db/client.ts';
import { FactReader } from './fact-reader.ts';
import type { ApartQuestion, FactCounts, FactQuestion } from './fact-question.ts';
import type { FactSearch, FactsFound } from './fact-search.ts';

export type Question = { question: FactQuestion } | { apart: ApartQuestion } | { search: FactSearch };
export type Asked = { id: number } & Question;

export type Answered = { id: number } & (
  { answer: FactCounts | FactCounts[] | FactsFound } | { failed: string }
);

export interface FactThreadData {
  url: string;
  authToken?: string | undefined;
}

if (parentPort) {
  const port = parentPort;
  const { url, authToken } = workerData as FactThreadData;
  const reader = new FactReader(await openToRead({ url, authToken }));
  const answerTo = (asked: Question) => {
    if ('search' in asked) return reader.find(asked.search);
    return 'apart' in asked ? reader.countsApart(asked.apart) : reader.counts(asked.question);
  };
  port.on('message', async ({ id, ...asked }: Asked) => {
    try {
      port.postMessage({ id, answer: await answerTo(asked) } satisfies Answered);
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, failed } satisfies Answered);
    }
  });
  // Read before anybody asks, so that the first page need not wait; what goes wrong is said to who asks.
  await reader.catchUp().catch(() => {});
}
