import type { Chance } from './chance.ts';

/** Which department spoilt it, where one did. */
const spoiltBy: Readonly<Record<string, string>> = {
  late: 'delivery',
  treatment: 'after-sales',
  unresolved: 'after-sales',
  'slow-answer': 'after-sales',
  price: 'billing',
};

const ratesTeamsShare = 0.7;

/** How somebody of this score rates the departments; some leave the question out. */
export function teamAnswers(
  chance: Chance,
  { score, reason }: { score: number; reason: string },
): { teams?: Record<string, number> } {
  if (!chance.happens(ratesTeamsShare)) return {};
  const rate = (team: string) => {
    const liking = 3.2 + score * 0.14 + 2.2 * (chance.next() - 0.5) - (spoiltBy[reason] === team ? 2.2 : 0);
    return Math.max(1, Math.min(5, Math.round(liking)));
  };
  const teams = ['delivery', 'after-sales', 'billing'];
  return { teams: Object.fromEntries(teams.map((team) => [team, rate(team)])) };
}
