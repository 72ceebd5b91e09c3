import { anAnswer } from './answers.ts';
import type { Deps } from '#server/deps.ts';

/** A hundred answers of July, August and September, of which 20 named the service; of October, 45 of 100, which are returned. */
export async function aRiseOfService(deps: Deps) {
  for (const month of ['2026-07', '2026-08', '2026-09']) await hundred(deps, month, 20);
  return (await hundred(deps, '2026-10', 45)).slice(0, 45);
}

async function hundred(deps: Deps, month: string, named: number) {
  return Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      anAnswer(deps, {
        on: `${month}-05`,
        nps: at % 3 === 0 ? 9 : 7,
        reasons: at < named ? ['service/late-delivery'] : [],
      }),
    ),
  );
}
