import { and, asc, eq, gt } from 'drizzle-orm';
import { rewardCodes } from '#db/schema/responses.ts';
import { csvCell, guarded } from '../customers/spreadsheet-guard.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { isBeingAnswered, theAnonymousProgram } from './reward-codes.ts';

const rowsAtOnce = 5000;

/** The codes of a program that are left, or that were drawn, as CSV in pieces, in the order of the codes themselves. */
export async function codesCsv(
  deps: Deps,
  { programId, isDrawn }: { programId: string; isDrawn: boolean },
): Promise<AsyncGenerator<string>> {
  await theAnonymousProgram(deps, programId);
  if (await isBeingAnswered(deps, programId))
    throw new DomainError(
      'conflict',
      'While a wave is open this would tell which code came with which answer.',
    );
  return pieces(deps, programId, isDrawn);
}

async function* pieces({ db }: Deps, programId: string, isDrawn: boolean): AsyncGenerator<string> {
  yield '\ufeffcode\r\n';
  for (let after = ''; ;) {
    const rows = await db
      .select({ code: rewardCodes.code })
      .from(rewardCodes)
      .where(
        and(
          eq(rewardCodes.programId, programId),
          eq(rewardCodes.isDrawn, isDrawn),
          gt(rewardCodes.code, after),
        ),
      )
      .orderBy(asc(rewardCodes.code))
      .limit(rowsAtOnce);
    if (rows.length > 0) yield rows.map(({ code }) => `${csvCell(guarded(code))}\r\n`).join('');
    if (rows.length < rowsAtOnce) return;
    after = rows.at(-1)?.code ?? after;
  }
}
