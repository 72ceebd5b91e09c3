/** The raw facts of a year: who ordered what, what they answered, and what people did about it. Nothing is decided here. */
export interface Year {
  customers: Buyer[];
  /** In the order of time. */
  steps: Step[];
}

export interface Buyer {
  id: string;
  tier: 'gold' | 'silver' | 'copper';
  orders: { id: string; on: string; minor: number; currency: string }[];
}

export type Saying = 'late' | 'rude' | 'unresolved' | 'dear' | 'late-but-happy' | 'happy';

export interface Said {
  recommend: number;
  saying: Saying;
}

export type Step = { at: number } & (
  | { do: 'answer'; n: number; buyer: number; program: string; order: number | null; said: Said }
  | { do: 'correct'; n: number; said: Said }
  | { do: 'decide'; n: number; who: 'agent' | 'manager'; wish: 'no' | 'as' | 'less' | 'more' }
  | { do: 'resolve' | 'reverse' | 'use'; n: number }
  | { do: 'spend'; buyer: number; currency: string; minor: number }
  | { do: 'tick' }
);

export const programs = ['monthly', 'deliveries'];
export const months = Array.from({ length: 12 }, (_, n) =>
  new Date(Date.UTC(2025, 10 + n, 1)).toISOString().slice(0, 7),
);
const [hour, day] = [3_600_000, 86_400_000];
const sayings: Saying[] = ['late', 'late', 'rude', 'rude', 'unresolved', 'dear', 'late-but-happy', 'happy'];

/** A year from a seed: the same seed is the same year. */
export function generatedYear(
  seed: number,
  { buyers, answersPerWave }: { buyers: number; answersPerWave: number },
): Year {
  const chance = chances(seed);
  const customers = Array.from({ length: buyers }, (_, n) => buyer(n, chance));
  const steps: Step[] = [];
  let n = 0;
  for (const month of months)
    programs.forEach((program, place) => {
      for (let one = 0; one < answersPerWave; one++) {
        const at =
          Date.parse(`${month}-02T00:00:00Z`) + Math.floor((place * 12 + chance.up() * 10) * day) + n;
        steps.push(...aroundAnswer({ n: n++, at, program, buyer: chance.whole(buyers) }, chance));
      }
    });
  const from = Date.parse(`${months[0]}-05T09:00:00Z`);
  for (let one = 0; one < buyers * 8; one++) {
    const currency = chance.up() < 0.8 ? 'SAR' : 'USD';
    const minor = 100 + chance.whole(3_900);
    steps.push({
      do: 'spend',
      at: from + Math.floor(chance.up() * 350 * day),
      buyer: chance.whole(buyers),
      currency,
      minor,
    });
  }
  for (let at = Date.parse(`${months[0]}-01T03:00:00Z`); at < Date.UTC(2027, 1, 1); at += day)
    steps.push({ do: 'tick', at });
  return { customers, steps: undisturbed(steps.sort((a, b) => a.at - b.at)) };
}

function buyer(n: number, chance: Chance): Buyer {
  const tier = chance.of(['gold', 'silver', 'copper'] as const);
  const first = Date.UTC(2025, 2 + chance.whole(8), 1 + n);
  const orders = Array.from({ length: 5 }, (_, k) => ({
    id: `order-${n}-${k}`,
    on: new Date(first + k * 61 * day).toISOString().slice(0, 10),
    minor: 3_003 + chance.whole(90_000),
    currency: chance.up() < 0.8 ? 'SAR' : 'USD',
  }));
  return { id: `buyer-${String(n).padStart(3, '0')}`, tier, orders };
}

function aroundAnswer(
  { at, ...answer }: { n: number; at: number; program: string; buyer: number },
  chance: Chance,
): Step[] {
  const { n } = answer;
  const after = (fromDays: number, toDays: number) =>
    at + Math.floor((fromDays + chance.up() * (toDays - fromDays)) * day);
  const order = chance.up() < 0.7 ? chance.whole(5) : null;
  const steps: Step[] = [{ do: 'answer', at, ...answer, order, said: said(chance) }];
  if (chance.up() < 0.2)
    steps.push({ do: 'correct', at: at + hour + chance.whole(5 * hour), n, said: said(chance) });
  if (chance.up() < 0.85) {
    const wish = chance.of(['as', 'as', 'as', 'less', 'more', 'no'] as const);
    const isLate = chance.up() < 0.1;
    const when = isLate ? after(18, 24) : after(0.5, 4);
    steps.push({ do: 'decide', at: when, n, who: chance.of(['agent', 'manager', 'manager'] as const), wish });
  }
  if (chance.up() < 0.5) steps.push({ do: 'resolve', at: after(5, 8), n });
  if (chance.up() < 0.15) steps.push({ do: 'reverse', at: after(2, 40), n });
  if (chance.up() < 0.5) steps.push({ do: 'use', at: after(4, 120), n });
  return steps;
}

function said(chance: Chance): Said {
  const saying = chance.of(sayings);
  const isHappy = saying === 'happy' || saying === 'late-but-happy';
  return { saying, recommend: isHappy ? 9 + chance.whole(2) : chance.whole(7) };
}

/** Nobody ends a case in the hours in which its customer may still correct what she said. */
function undisturbed(steps: Step[]): Step[] {
  const answers = steps.flatMap((step) => (step.do === 'answer' ? [step] : []));
  const buyerOf = new Map(answers.map(({ n, buyer }) => [n, buyer]));
  return steps.filter(
    (step) =>
      step.do !== 'resolve' ||
      !answers.some(
        ({ at, buyer }) => buyer === buyerOf.get(step.n) && at <= step.at && step.at < at + 7 * hour,
      ),
  );
}

type Chance = ReturnType<typeof chances>;

function chances(seed: number) {
  let state = seed;
  const up = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(up() * below);
  // An index below the length is always there.
  return { up, whole, of: <T>(all: readonly T[]): T => all[whole(all.length)] as T };
}
