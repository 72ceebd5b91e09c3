import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { lotteries } from '#db/schema/compensation.ts';
import type { Deps } from '../deps.ts';
import { newSeed, sealedSeed, seedHashOf } from './lottery-seed.ts';
import { rewardOf } from './program-reward.ts';
import type { Program } from './programs.ts';

type Opening = { program: Program; waveId: string; currency: string };

/** A wave of a program that draws prizes promises its draw as it opens: what decides it is fixed, and its hash is public. */
export function promiseLottery(deps: Deps, tx: Tx, { program, waveId, currency }: Opening): void {
  const reward = rewardOf(program);
  if (reward?.kind !== 'lottery' || program.isAnonymous) return;
  const { db, random, secret } = deps;
  const id = newId(deps);
  const seed = newSeed(random);
  tx.run(
    db.insert(lotteries).values({
      id,
      waveId,
      programId: program.id,
      prizeMinor: reward.prizeMinor,
      currency,
      winners: reward.winners,
      seedHash: seedHashOf(seed),
      seed: sealedSeed(seed, { secret, lotteryId: id, random }),
      openedAt: deps.now(),
    }),
  );
}
