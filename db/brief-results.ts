import type { Written } from './unit.ts';

/** What became of a batch on its way between threads, where an object for each statement takes as long as writing it. */
export interface BriefResults {
  /** How many rows each statement changed. */
  changed: number[];
  /** What the few that gave rows returned, by their place in the batch. */
  returned: [number, Written['rows']][];
}

export function briefly(written: Written[]): BriefResults {
  const returned: BriefResults['returned'] = [];
  written.forEach(({ rows }, at) => {
    if (rows.length > 0) returned.push([at, rows]);
  });
  return { changed: written.map(({ rowsAffected }) => rowsAffected), returned };
}

export function inFull({ changed, returned }: BriefResults): Written[] {
  const rowsAt = new Map(returned);
  return changed.map((rowsAffected, at) => ({ rows: rowsAt.get(at) ?? [], rowsAffected }));
}
