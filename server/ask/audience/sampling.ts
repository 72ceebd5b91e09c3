import { and, eq, isNull } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { waves, type programs } from '#db/schema/programs.ts';
import type { Company } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { audienceAfter, type Audience } from './audience.ts';
import { askedOn } from './audience-tests.ts';
import { sampleDraw, smallest } from './sample.ts';
import { decide } from '../verdicts.ts';

const chunkSize = 1000;

/** A wave that is being prepared. */
export interface Preparation {
  wave: typeof waves.$inferSelect;
  program: typeof programs.$inferSelect;
  company: Company;
}

export function audienceOf({ program, company, wave }: Preparation): Audience {
  return { condition: program.audience, on: { ...askedOn(company, wave.openedAt), month: wave.month } };
}

/** A sample of a number: everybody who may be asked draws, and the threshold that leaves so many is kept. */
export async function mustDrawFirst(deps: Deps, preparation: Preparation): Promise<boolean> {
  const { wave, program } = preparation;
  if (wave.sampleBelow !== null || !program.sample || !('count' in program.sample)) return false;
  const draws = smallest(program.sample.count);
  for (let after = ''; ;) {
    const members = await audienceAfter(deps.db, audienceOf(preparation), after, chunkSize);
    for (const { member, verdict } of await decide(deps, members, { ...preparation, sampleBelow: null })) {
      if (verdict === true) draws.add(sampleDraw(program.id, wave.month, member.id));
    }
    const last = members.at(-1);
    if (!last || members.length < chunkSize) break;
    after = last.id;
  }
  const mine = and(eq(waves.id, wave.id), isNull(waves.sampleBelow));
  await write(deps.db, (tx) =>
    tx.run(
      deps.db
        .update(waves)
        .set({ sampleBelow: draws.threshold() ?? 1 })
        .where(mine),
    ),
  );
  return true;
}
