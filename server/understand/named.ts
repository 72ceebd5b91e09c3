import type { ReasonCategory } from '#surveys/reasons.ts';

/** What `named` in the address asks for: a category, or of it the details that are shown as the one asked for. */
export interface Named {
  category: ReasonCategory;
  details: string[] | null;
}

/** What answers or leavers are narrowed to by what they named. */
export interface NamedAsked {
  named?: Named | undefined;
  /** Exactly these categories. */
  segment?: string | undefined;
}

/** Details that the codebook shows as another, `price/dear` to `price/too-high`. */
export type Mergers = Readonly<Record<string, string>>;

export const isNamed = (
  { category, details }: Named,
  reason: { category: string | null; detail: string | null },
): boolean => reason.category === category && (details === null || details.includes(reason.detail ?? ''));

/** A reason as it is shown and counted. */
export function shownReason<Reason extends { category: string; detail: string | null }>(
  reason: Reason,
  mergers: Mergers,
): Reason {
  const into = mergers[`${reason.category}/${reason.detail}`];
  return into === undefined ? reason : { ...reason, detail: into.slice(into.indexOf('/') + 1) };
}
