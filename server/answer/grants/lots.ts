/** A movement of a customer's account in one currency, in the order in which it was booked. */
export interface Movement {
  amountMinor: number;
  /** The grant that was issued or taken back; null where credit was spent, or came from points. */
  grantId: string | null;
  /** When that grant ends; null never. */
  validUntil: Date | null;
}

/**
 * What is left of each grant on a customer's account: a redemption uses up what ends first, and of what ends together, or
 * never, what was given first. Nothing says so in the ledger, because it follows from it: so a redemption needs to know
 * nothing but the balance, and any number of them may run at once.
 */
export function leftByGrant(movements: Movement[]): Map<string, number> {
  const lots: { grantId: string | null; left: number; endsAt: number }[] = [];
  for (const { amountMinor, grantId, validUntil } of movements) {
    const issued = grantId === null ? undefined : lots.find((lot) => lot.grantId === grantId);
    if (issued) issued.left += amountMinor;
    else if (amountMinor >= 0)
      lots.push({ grantId, left: amountMinor, endsAt: validUntil?.getTime() ?? Number.POSITIVE_INFINITY });
    else spend(lots, -amountMinor);
  }
  return new Map(lots.flatMap(({ grantId, left }) => (grantId === null ? [] : [[grantId, left] as const])));
}

function spend(lots: { left: number; endsAt: number }[], amountMinor: number): void {
  let open = amountMinor;
  // Sorting is stable, so the order of giving decides among equals; two that never end are equal.
  const byEnd = lots.toSorted((a, b) => (a.endsAt === b.endsAt ? 0 : a.endsAt - b.endsAt));
  for (const lot of byEnd) {
    const used = Math.min(lot.left, open);
    lot.left -= used;
    open -= used;
  }
}
