import type { CodedReason } from '#surveys/coded-reason.ts';

type CustomerStatus = 'active' | 'left' | 'deceased' | 'barred' | 'anonymised';

/** The dead are never written to (design rule 5); who ordered after leaving has returned (B8) and is not marked left. */
export function statusAfterLeaving(
  reason: CodedReason,
  customer: { status: CustomerStatus; lastOrderOn: string | null },
  departedOn: string,
): CustomerStatus {
  if (customer.status !== 'active' && customer.status !== 'left') return customer.status;
  if (reason.category === 'circumstances' && reason.detail === 'deceased') return 'deceased';
  return customer.lastOrderOn !== null && customer.lastOrderOn > departedOn ? customer.status : 'left';
}
