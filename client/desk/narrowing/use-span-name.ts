import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';

/** "November 2025 – October 2026", or the month alone. */
export function useSpanName() {
  const { monthAndYear } = useFormat();
  return ({ from, to }: Span) =>
    from === to ? monthAndYear(to) : `${monthAndYear(from)} – ${monthAndYear(to)}`;
}
