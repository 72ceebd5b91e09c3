import { CODEBOOK } from '#surveys/codebook.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import { mappedReason, type ReasonMapping } from '#surveys/reason-mapping.ts';
import { CATEGORY_LABELS } from '#surveys/codebook.ts';
import { parseReason, REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';

/** Why a customer left, coded. The detail is a code of the codebook, or made from the text where that has none. */
export interface DepartureReason {
  category: ReasonCategory;
  detail: string;
}

const deceased = /\bdeceased\b/i;

/** The code for a reason as it was written: by the mapping, or by the codebook's own words; null when neither has it. */
export function codedReason(text: string, mapping: ReasonMapping | null): DepartureReason | null {
  const reason = mapping ? mappedReason(mapping, text) : (parseReason(text.trim()) ?? labelledReason(text));
  if (!reason) return null;
  const { category } = reason;
  if (reason.detail !== null) return { category, detail: reason.detail };
  if (category === 'circumstances' && deceased.test(text)) return { category, detail: 'deceased' };
  return { category, detail: slugOf(text) };
}

/** She is never written to again (design rule 5). */
export function isDeath({ category, detail }: DepartureReason): boolean {
  return category === 'circumstances' && detail === 'deceased';
}

/** A text as a code: `Competitor had better devices` is `competitor-had-better-devices`. */
export function slugOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/gu, '')
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return (words ?? ['unknown']).join('-').slice(0, 60);
}

/** A customer who left stays left until she orders again (B8). */
export function statusAfterLeaving(
  reason: DepartureReason,
  customer: { status: CustomerStatus; lastOrderOn: string | null },
  departedOn: string,
): CustomerStatus {
  if (customer.status !== 'active' && customer.status !== 'left') return customer.status;
  if (isDeath(reason)) return 'deceased';
  return customer.lastOrderOn !== null && customer.lastOrderOn > departedOn ? customer.status : 'left';
}

type CustomerStatus = 'active' | 'left' | 'deceased' | 'barred' | 'anonymised';

function labelledReason(text: string): { category: ReasonCategory; detail: string | null } | null {
  const slug = slugOf(text);
  for (const category of REASON_CATEGORIES) {
    if (LANGUAGES.some((language) => slugOf(CATEGORY_LABELS[category][language]) === slug)) {
      return { category, detail: null };
    }
    for (const [detail, labels] of Object.entries(CODEBOOK[category])) {
      if (detail === slug || LANGUAGES.some((language) => slugOf(labels[language]) === slug)) {
        return { category, detail };
      }
    }
  }
  return null;
}
