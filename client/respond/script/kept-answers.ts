import type { Language } from '#surveys/languages.ts';

/** Answers the server does not have yet, as this device keeps them. */
export type Kept = {
  answers: Record<string, unknown>;
  language: Language;
  /** Whether Send was pressed. */
  isSent: boolean;
  correcting?: true;
  /** Tells one submission from another behind a shared link, so that a retry is the same one. */
  submission?: string;
  keptAt: number;
};

const PREFIX = 'answers:';
const LONGEST_MS = 60 * 86_400_000;

const keyOf = (path: string) => PREFIX + path;

/** Keeps answers under their link until the server has them; says whether this device can. */
export function keepAnswers(path: string, kept: Kept): boolean {
  return tried(() => {
    localStorage.setItem(keyOf(path), JSON.stringify(kept));
    return true;
  }, false);
}

export function keptAnswers(path: string): Kept | null {
  return tried(() => {
    const source = localStorage.getItem(keyOf(path));
    const kept: unknown = source === null ? null : JSON.parse(source);
    return isKept(kept) ? kept : null;
  }, null);
}

export function forgetAnswers(path: string): void {
  tried(() => localStorage.removeItem(keyOf(path)), undefined);
}

/** Surveys are closed long before; what was never sent of them need not lie on a device for ever. */
export function forgetOldAnswers(now: number): void {
  tried(() => {
    for (const key of Object.keys(localStorage)) {
      const path = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : null;
      if (path !== null && now - (keptAnswers(path)?.keptAt ?? 0) > LONGEST_MS) forgetAnswers(path);
    }
  }, undefined);
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'answers' in value &&
  typeof value.answers === 'object' &&
  value.answers !== null;

/** A browser that keeps nothing, or has no room left, throws. */
function tried<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
