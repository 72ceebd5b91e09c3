import { parseReason, type ReasonCategory } from '#surveys/reasons.ts';

/** A reason as a person confirms it. */
export interface ConfirmedReason {
  category: ReasonCategory;
  detail: string | null;
  competitorId: string | null;
}

/** What of the company's own a reason may name. */
export interface Known {
  details: { code: string; category: string }[];
  competitorIds: string[];
}

/** Why these reasons cannot be confirmed, by the field's own name; nothing where they can. */
export function problemsOf(reasons: ConfirmedReason[], known: Known): Record<string, string> {
  const problems: Record<string, string> = {};
  const seen = new Set<string>();
  reasons.forEach(({ category, detail, competitorId }, at) => {
    const key = `${category}/${detail ?? ''}`;
    if (!isOfCodebook(category, detail, known))
      problems[`reasons.${at}.detail`] = `There is no detail "${detail}" under ${category}.`;
    else if (seen.has(key)) problems[`reasons.${at}`] = 'This reason stands here already.';
    if (competitorId !== null && !known.competitorIds.includes(competitorId))
      problems[`reasons.${at}.competitorId`] = 'This competitor is not on the list.';
    seen.add(key);
  });
  return problems;
}

function isOfCodebook(category: ReasonCategory, detail: string | null, { details }: Known): boolean {
  if (detail === null || parseReason(`${category}/${detail}`)) return true;
  return details.some((own) => own.code === detail && own.category === category);
}
