import { integer, text } from 'drizzle-orm/sqlite-core';

/** A row's own key: time-ordered text made by `newId`, so that new rows land at the end of every index. */
export const id = () => text('id').primaryKey();

/** An instant, kept in UTC to the millisecond. */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** A calendar day, `YYYY-MM-DD`, without a zone. */
export const day = (name: string) => text(name);

/** Money in the minor unit of the currency beside it (cents, halalas), always an integer. */
export const minor = (name: string) => integer(name);

export const flag = (name: string) => integer(name, { mode: 'boolean' });

export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
