import type { UnitStatement, Written } from './unit.ts';

/** The connection that the write queue alone writes through. */
export interface Writer {
  /** Runs everything in one transaction: all of it is durable when this resolves, or none of it is there. */
  batch(statements: UnitStatement[]): Promise<Written[]>;
  /** Opens the connection afresh and sets its pragmas again. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

/** The database refused one statement for what it says, so those beside it are innocent. Nothing was written. */
export class StatementRefused extends Error {
  override name = 'StatementRefused';

  constructor(
    message: string,
    /** Which statement of the batch. */
    readonly index: number,
    /** It did not change the one row it must change. */
    readonly wasGuard: boolean,
  ) {
    super(message);
  }
}

/** Somebody else is writing. Nothing was written. */
export class DatabaseBusy extends Error {
  override name = 'DatabaseBusy';
}
