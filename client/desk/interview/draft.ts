import { isObject } from '#surveys/is-object.ts';
import type { Answers } from './interview-data.ts';

/** What was written down and has not reached the server, kept on this device so that nothing is lost with the line. */
export interface Draft {
  answers: Answers;
  writtenAt: number;
}

const keyOf = (id: string) => `amends.interview.${id}`;

export function keepDraft(id: string, answers: Answers): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ answers, writtenAt: Date.now() } satisfies Draft));
  } catch {
    // The device is full: the answers still go over the network.
  }
}

export const dropDraft = (id: string): void => localStorage.removeItem(keyOf(id));

export function findDraft(id: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null');
    if (!isObject(kept) || !isObject(kept['answers'])) return null;
    return { answers: kept['answers'], writtenAt: Number(kept['writtenAt']) || 0 };
  } catch {
    return null;
  }
}
