import { copyFileSync, existsSync } from 'node:fs';
import { createClient } from '@libsql/client';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { FileWriter } from '#db/file-writer.ts';
import type { UnitStatement } from '#db/unit.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { depsOn } from '#tests/support/answering-company.ts';

export interface SameRows {
  /** Answers a second, and the same by the driver as it comes. */
  perSecond: number;
  byDriver: number;
  statementsEach: number;
}

/**
 * The very transactions that answers make, written once more by a bare loop over the driver: no HTTP, no reading, no
 * deciding. `groupOf` answers share a transaction, as they do when so many arrive at once.
 */
export async function sameRows(
  path: string,
  { tokens, answers, groupOf }: { tokens: string[]; answers: (n: number) => unknown; groupOf: number },
): Promise<SameRows> {
  const [ours, drivers] = [copied(path, 'again'), copied(path, 'driver')];
  const batches = await recorded(path, async (url) => {
    const deps = depsOn(url, await openDatabase({ url }));
    for (let from = 0; from < tokens.length; from += groupOf)
      await Promise.all(
        tokens
          .slice(from, from + groupOf)
          .map((token, at) => takeResponse(deps, token, { via: 'json', answers: answers(from + at) })),
      );
    await closeDatabase(deps.db);
  });
  return {
    perSecond: tokens.length / (await secondsOfOurs(ours, batches)),
    byDriver: tokens.length / (await secondsOfDrivers(drivers, batches)),
    statementsEach: batches.flat().length / tokens.length,
  };
}

function copied(path: string, name: string): string {
  for (const part of ['', '-wal'])
    if (existsSync(path + part)) copyFileSync(path + part, `${path}.${name}${part}`);
  return `${path}.${name}`;
}

/** By the product's connection, which keeps its prepared statements. */
async function secondsOfOurs(path: string, batches: UnitStatement[][]): Promise<number> {
  const writer = await FileWriter.open(path, 'FULL');
  const started = performance.now();
  for (const batch of batches) await writer.batch(batch);
  const seconds = (performance.now() - started) / 1000;
  await writer.close();
  return seconds;
}

/** By the driver as it comes, with the same settings. */
async function secondsOfDrivers(path: string, batches: UnitStatement[][]): Promise<number> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 });
  await client.executeMultiple(
    `PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000;
     PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;`,
  );
  const plain = batches.map((batch) => batch.map(({ sql, args }) => ({ sql, args })));
  const started = performance.now();
  for (const batch of plain) await client.batch(batch, 'write');
  const seconds = (performance.now() - started) / 1000;
  client.close();
  return seconds;
}

/** What goes through the one door for writes while the work is done. */
async function recorded(path: string, work: (url: string) => Promise<void>): Promise<UnitStatement[][]> {
  const batches: UnitStatement[][] = [];
  const { batch } = FileWriter.prototype;
  FileWriter.prototype.batch = function (this: FileWriter, statements) {
    batches.push(statements);
    return batch.call(this, statements);
  };
  try {
    await work(`file:${path}`);
  } finally {
    FileWriter.prototype.batch = batch;
  }
  return batches;
}
