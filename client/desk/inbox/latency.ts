const keptAs = 'amends.inbox-latency';
const most = 500;
const fewest = 20;

/** The times that the last rows took from the answer to the screen, in milliseconds, oldest first. */
export function keptLatencies(store: Pick<Storage, 'getItem'>): number[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(keptAs) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'number') : [];
  } catch {
    return [];
  }
}

export function keepLatency(store: Pick<Storage, 'getItem' | 'setItem'>, milliseconds: number): number[] {
  const all = [...keptLatencies(store), Math.round(milliseconds)].slice(-most);
  try {
    store.setItem(keptAs, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing shows what this page has seen.
  }
  return all;
}

/** The time that 99 of 100 rows took at the most, by nearest rank; null of fewer than twenty. */
export function slowest(latencies: number[]): number | null {
  if (latencies.length < fewest) return null;
  const sorted = latencies.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.99 * sorted.length) - 1] ?? null;
}
