export interface Allowance {
  perMinute: number;
  /** How many of them may come in one go. */
  atOnce: number;
}

/** Milliseconds until `key` may come again; 0 when it may now, which counts. */
export type Rate = (key: string, now: number) => number;

/**
 * A bucket for every key, as one number each: the instant at which it is full again (GCRA, the "virtual scheduling" of
 * ITU-T I.371). What is full again by itself is forgotten a generation at a time, and never more than twice `mostKeys` are
 * remembered: whoever comes under so many names is let through rather than kept in memory. No allowance is no limit.
 */
export function rateOf({ perMinute, atOnce }: Allowance, mostKeys = 20_000): Rate {
  if (perMinute === 0) return () => 0;
  const between = 60_000 / perMinute;
  const slack = between * (Math.max(1, atOnce) - 1);
  const longest = slack + between;
  let [recent, older] = [new Map<string, number>(), new Map<string, number>()];
  let turnedAt = 0;
  return (key, now) => {
    if (recent.size >= mostKeys || Math.abs(now - turnedAt) > longest) {
      [recent, older] = [new Map(), recent];
      turnedAt = now;
    }
    const known = recent.get(key) ?? older.get(key) ?? 0;
    // An instant further off than any bucket's is of a clock that was set back.
    const fullAt = known > now && known <= now + longest ? known : now;
    const wait = fullAt - now - slack;
    if (wait > 0) return wait;
    recent.set(key, fullAt + between);
    return 0;
  };
}
