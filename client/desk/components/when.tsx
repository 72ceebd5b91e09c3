import { useFormat } from '../use-format.ts';
import { useNow } from './use-now.ts';

type Props = { at: string | number | Date | null | undefined; isRelative?: boolean };

/** An instant in the company's zone, with how long ago in the title; the other way round when `isRelative`. */
export function When({ at, isRelative = false }: Props) {
  const { instant, relative } = useFormat();
  const now = useNow();
  if (at === null || at === undefined) return '–';
  const then = new Date(at);
  const absolute = instant(then, now);
  const ago = relative(then, now);
  return (
    <time dateTime={then.toISOString()} title={isRelative ? absolute : ago}>
      {isRelative ? ago : absolute}
    </time>
  );
}

/** A calendar day ('2026-10-04'), which belongs to no zone. */
export function Day({ on }: { on: string | null | undefined }) {
  const { day } = useFormat();
  return on ? <time dateTime={on}>{day(on)}</time> : '–';
}
