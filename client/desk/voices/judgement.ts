import type { ReasonCategory } from '#surveys/reasons.ts';

/** A reason as a person confirms it. */
export interface Named {
  category: ReasonCategory;
  detail: string | null;
  competitorId: string | null;
}

interface Coded {
  status: 'stated' | 'inferred' | 'confirmed';
  category: ReasonCategory;
  detail: string;
  competitorId: string | null;
}

/** What a judgement starts from: what a person has confirmed, or what the reader has inferred. */
export interface Judged {
  reasons: Coded[];
  reading: { state: string } | null;
}

export const isReviewed = ({ reading }: Judged): boolean => reading?.state === 'reviewed';

/** What stands for now: a person's word where there is one, the reader's where there is not. */
export function namedIn(voice: Judged): Named[] {
  const status = isReviewed(voice) ? 'confirmed' : 'inferred';
  return voice.reasons
    .filter((reason) => reason.status === status)
    .map(({ category, detail, competitorId }) => ({ category, detail: detail || null, competitorId }));
}

/**
 * A category set or taken away. Before a review the first one set is the only one, with whatever detail the reader
 * found; after it, each is set beside the others or taken away.
 */
export function withToggled(voice: Judged, category: ReasonCategory): Named[] {
  const named = namedIn(voice);
  const own = named.filter((reason) => reason.category === category);
  const set = own.length > 0 ? own : [{ category, detail: null, competitorId: null }];
  if (!isReviewed(voice)) return set;
  const others = named.filter((reason) => reason.category !== category);
  return own.length > 0 ? others : [...others, ...set];
}

/** A detail in the place of those of its category. */
export function withDetail(voice: Judged, category: ReasonCategory, detail: string | null): Named[] {
  return replaced(namedIn(voice), category, (reason) => ({ ...reason, detail }));
}

/** The competitor named with the reason `competitor`. */
export function withCompetitor(voice: Judged, competitorId: string | null): Named[] {
  return replaced(namedIn(voice), 'competitor', (reason) => ({ ...reason, competitorId }));
}

function replaced(named: Named[], category: ReasonCategory, change: (reason: Named) => Named): Named[] {
  const others = named.filter((reason) => reason.category !== category);
  const own = named.find((reason) => reason.category === category);
  return [...others, change(own ?? { category, detail: null, competitorId: null })];
}

/** The voice as it will stand when this is confirmed; the words that showed a category stay with it. */
export function confirmed<T extends Voiced>(voice: T, named: Named[], competitorName: NameOf): T {
  const quoteOf = (category: string) =>
    voice.reasons.find((reason) => reason.category === category && reason.status !== 'stated')?.quote ?? null;
  const stated = voice.reasons.filter(({ status }) => status === 'stated');
  const now = named.map(({ category, detail, competitorId }) => ({
    status: 'confirmed' as const,
    category,
    detail: detail ?? '',
    competitorId,
    competitorName: competitorId && competitorName(competitorId),
    quote: quoteOf(category),
    question: null,
    confidence: null,
  }));
  const { reading } = voice;
  const unread = { confidence: null, revision: 0, reviewedAt: null, reviewedBy: null };
  return {
    ...voice,
    reasons: [...stated, ...now],
    reading: { ...(reading ?? unread), state: 'reviewed' as const },
  };
}

type NameOf = (competitorId: string) => string | null;

interface Voiced {
  reasons: (Coded & {
    competitorName: string | null;
    quote: string | null;
    question: string | null;
    confidence: number | null;
  })[];
  reading: {
    state: 'inferred' | 'unsorted' | 'no-reason' | 'reviewed';
    confidence: number | null;
    revision: number;
    reviewedAt: string | null;
    reviewedBy: string | null;
  } | null;
}
