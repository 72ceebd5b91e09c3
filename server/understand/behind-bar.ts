import type { Database } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import type { Month } from './calendar-month.ts';
import { leaversBehind } from './leavers.ts';
import { namedBy } from './mergers.ts';
import { writePlace, type Place } from './place.ts';
import type { Source } from './reason-share.ts';
import type { Narrowing, Slice } from './slice.ts';
import { voicesBehind, type Bar } from './voices.ts';

type Question = Omit<Bar, 'details'> &
  Narrowing & {
    /** The detail of the bar; what is merged into it stands behind it too. */
    detail?: string | undefined;
    source: Source;
    from?: Month | undefined;
    to?: Month | undefined;
    after?: Place | null | undefined;
  };

const pageSize = 30;
const firstMonth = '0000-01';
const lastMonth = '9999-12';

/** A page of what stands behind a bar: words for answers, people for departures. */
export async function behindBar({ db }: Pick<Deps, 'db'>, question: Question) {
  const { from = firstMonth, to = lastMonth, after = null, source } = question;
  const slice: Slice = { ...question, from, to };
  const details = await detailsBehind(db, question);
  const page = { ...question, details, after, limit: pageSize + 1 };
  if (source === 'departures') {
    const leavers = await leaversBehind(db, slice, page);
    return {
      source,
      leavers: leavers.slice(0, pageSize),
      voices: [],
      next: nextOf(leavers.map(placeOfLeaver)),
    };
  }
  const voices = await voicesBehind(db, slice, page);
  const next = nextOf(voices.map(({ month, at, place }) => ({ month, at, id: place })));
  return { source, leavers: [], voices: voices.slice(0, pageSize), next };
}

async function detailsBehind(db: Database, { category, detail }: Pick<Question, 'category' | 'detail'>) {
  const named = detail === undefined ? undefined : await namedBy(db, `${category}/${detail}`);
  return named?.details ?? undefined;
}

/** One row more than the page was asked for: if it came, there is a next page. */
function nextOf(places: Place[]): string | null {
  const last = places[pageSize - 1];
  return places.length > pageSize && last ? writePlace(last) : null;
}

const placeOfLeaver = ({
  month,
  departedOn,
  id,
}: {
  month: string;
  departedOn: string;
  id: string;
}): Place => ({
  month,
  at: new Date(`${departedOn}T00:00:00Z`),
  id,
});
