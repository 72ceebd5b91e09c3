import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiProblem } from '../api.ts';
import type { SurveyDocument } from './document-tree.ts';
import { dropBackup, keepBackup } from './draft-backup.ts';
import { saveDraft } from './surveys-data.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'conflict';

type Saved = { document: SurveyDocument; revision: number };
type Autosave = {
  state: SaveState;
  revision: number;
  /** The server's sentence about a conflict. */
  said: string;
  /** Saves what is typed; resolves with the revision that holds it, `null` when it could not be saved. */
  flush: () => Promise<number | null>;
  /** Goes on from what the server holds now. */
  goOnFrom: (saved: Saved) => void;
};

const pauseMs = 700;
const retryMs = 4000;

/** Saves the draft a moment after each change, one request at a time, and tells how it stands. */
export function useAutosave(
  id: string,
  document: SurveyDocument,
  start: Saved & { isStale: boolean },
): Autosave {
  const [state, setState] = useState<SaveState>(start.isStale ? 'conflict' : 'saved');
  const [said, setSaid] = useState('');
  const saved = useRef<Saved>(start);
  const underWay = useRef<Promise<number | null> | null>(null);
  const latest = useRef(document);
  const [revision, setRevision] = useState(start.revision);
  const isStopped = useRef(start.isStale);

  const save = async (): Promise<number | null> => {
    const sent = latest.current;
    if (sent === saved.current.document) return saved.current.revision;
    setState('saving');
    try {
      const { revision: next } = await saveDraft(id, { document: sent, revision: saved.current.revision });
      saved.current = { document: sent, revision: next };
      setRevision(next);
      if (latest.current !== sent) return await save();
      dropBackup(id);
      setState('saved');
      return next;
    } catch (error) {
      const outcome = outcomeOf(error);
      isStopped.current = outcome === 'conflict';
      setSaid(error instanceof ApiProblem ? error.message : '');
      setState(outcome);
      return null;
    }
  };
  const flush = () => {
    if (isStopped.current) return Promise.resolve(null);
    underWay.current ??= save().finally(() => {
      underWay.current = null;
    });
    return underWay.current;
  };

  const begin = useEffectEvent(() => void flush());
  useEffect(() => {
    latest.current = document;
    if (document === saved.current.document) return;
    keepBackup(id, { document, revision: saved.current.revision });
    if (isStopped.current) return;
    setState((before) => (before === 'saving' ? before : 'waiting'));
    const timer = setTimeout(() => begin(), pauseMs);
    return () => clearTimeout(timer);
  }, [id, document]);

  useEffect(() => {
    if (state !== 'offline') return;
    const timer = setInterval(() => begin(), retryMs);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => () => begin(), []);

  const goOnFrom = (from: Saved) => {
    saved.current = from;
    isStopped.current = false;
    setRevision(from.revision);
    if (latest.current === from.document) {
      dropBackup(id);
      setState('saved');
    } else void flush();
  };
  return { state, revision, said, flush, goOnFrom };
}

function outcomeOf(error: unknown): SaveState {
  if (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) return 'offline';
  return error.status === 409 ? 'conflict' : 'refused';
}
