import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Language } from '#surveys/languages.ts';
import { ApiProblem } from '../api.ts';
import { dropDraft, findDraft, keepDraft } from './draft.ts';
import { saveAnswers, type Answers } from './interview-data.ts';

export type SaveState = 'saved' | 'waiting' | 'offline' | 'refused';

const pauseMs = 900;
const retryMs = 4000;

/** Keeps what was said a moment after each change, on this device at once; what does not get through is sent again. */
export function useSaving(id: string, { answers, language }: { answers: Answers; language: Language }) {
  const [state, setState] = useState<SaveState>('saved');
  // A draft on this device has not got through yet.
  const [start] = useState(() => (findDraft(id) ? null : answers));
  const saved = useRef(start);
  const underWay = useRef(false);

  const latest = useRef(answers);

  const save = async (): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    const sent = latest.current;
    const next = await saveAnswers(id, { answers: sent, language }).then(() => 'saved' as const, failureOf);
    underWay.current = false;
    if (next !== 'saved') return setState(next);
    saved.current = sent;
    if (latest.current !== sent) return await save();
    dropDraft(id);
    setState('saved');
  };

  const begin = useEffectEvent(() => void save());
  useEffect(() => {
    latest.current = answers;
    if (answers === saved.current || Object.keys(answers).length === 0) return;
    keepDraft(id, answers);
    setState((before) => (before === 'saved' ? 'waiting' : before));
    const timer = setTimeout(() => begin(), pauseMs);
    return () => clearTimeout(timer);
  }, [id, answers]);

  useEffect(() => {
    if (state !== 'offline') return;
    const timer = setInterval(() => begin(), retryMs);
    return () => clearInterval(timer);
  }, [state]);

  return state;
}

/** The server's refusal stands: a colleague is at the interview, or it is over. */
function failureOf(error: unknown): SaveState {
  return error instanceof ApiProblem && error.status >= 400 && error.status < 500 ? 'refused' : 'offline';
}
