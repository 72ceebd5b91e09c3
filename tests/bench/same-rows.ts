import { copyFileSync, existsSync } from 'node:fs';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { FileWriter } from '#db/file-writer.ts';
import type { UnitStatement } from '#db/unit.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { depsOn } from '#tests/support/answering-company.ts';

/**
 * The very transactions that answers make, written once more by a bare loop over the driver: no HTTP, no reading, no
 * deciding. `groupOf` answers share a transaction, as they do when so many arrive at once.
 */
export async function sameRows(
  path: string,
  { tokens, answers, groupOf }: { tokens: string[]; answers: (n: number) => unknown; groupOf: number },
): Promise<{ perSecond: number; statementsEach: number }> {
  for (const part of ['', '-wal'])
    if (existsSync(path + part)) copyFileSync(path + part, `${path}.again${part}`);
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
  const writer = await FileWriter.open(`${path}.again`, 'FULL');
  const started = performance.now();
  for (const batch of batches) await writer.batch(batch);
  const seconds = (performance.now() - started) / 1000;
  await writer.close();
  return { perSecond: tokens.length / seconds, statementsEach: batches.flat().length / tokens.length };
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
