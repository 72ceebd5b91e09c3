import { parentPort } from 'node:worker_threads';
import type { Asked, Learner } from './learner.ts';
import { newLearner } from './lessons.ts';
import type { Reading } from './reading.ts';

export type Question = Asked & { id: number };
export type Answer = { id: number } & ({ readings: Reading[] } | { failed: string });

/** Reads what it is asked, one question after the other. It learns its lessons when it is asked for the first time. */
function serve(port: NonNullable<typeof parentPort>): void {
  let learner: Learner | undefined;
  const answer = ({ id, ...asked }: Question): Answer => {
    try {
      learner ??= newLearner();
      return { id, readings: learner.read(asked) };
    } catch (error) {
      return { id, failed: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', (question: Question) => port.postMessage(answer(question)));
}

if (parentPort) serve(parentPort);
