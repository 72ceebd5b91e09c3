import { createHmac } from 'node:crypto';
import type { Buyer, Said, Step, Year } from './generated-year.ts';
import { add, balancesOf, costOf, riyadh, usedBy, type Given } from './plain-books.ts';
import { policy, wished, worth } from './plain-policy.ts';

/** What a year came to, reckoned from its raw facts by plain words: nothing of the product is asked. */
export interface Recounted {
  /** Sums by what happened, in which month, of which program, in which currency. */
  sums: Map<string, number>;
  /** By account and currency; those at nothing are left out. */
  balances: Map<string, number>;
  /** What each month's budget was used by, by scope and currency. */
  used: Map<string, number>;
}

const day = 86_400_000;
const stands = ({ status }: Given) => !['declined', 'expired', 'reversed'].includes(status);
const sum = (all: Given[], of: (one: Given) => number) => all.reduce((total, one) => total + of(one), 0);

export function recounted({ customers, steps }: Year, secret: string): Recounted {
  const sums = new Map<string, number>();
  const given: Given[] = [];
  let turn = 0;
  const answers = new Map<number, Extract<Step, { do: 'answer' }>>();
  const tell = (what: string, at: number, minor: number, one: { currency: string; program?: string }) =>
    add(sums, [what, riyadh(at).slice(0, 7), one.program ?? 'none', one.currency].join(' '), minor);
  const ofAnswer = (n: number) => given.find((one) => one.n === n);

  const answered = (n: number, at: number, { saying, recommend }: Said) => {
    const answer = answers.get(n);
    const buyer = answer && customers[answer.buyer];
    if (!buyer || ofAnswer(n)) return;
    const wrongs = {
      late: 'late',
      'late-but-happy': 'late',
      rude: 'rude',
      unresolved: 'unresolved',
      dear: null,
      happy: null,
    };
    const wrong = wrongs[saying];
    if (wrong === null) return;
    const on = riyadh(answer.at).slice(0, 10);
    const before = buyer.orders.filter((order) => order.on <= on);
    const order = answer.order === null ? before.at(-1) : buyer.orders[answer.order];
    if (!order) return;
    const minor = worth({ buyer, order, wrong, recommend, at });
    const share =
      minor === null ? null : within({ ...minor, buyer, order, wrong, at, program: answer.program });
    if (share === null || minor === null || share <= 0 || isLeftOut(buyer)) return;
    const { kind, validDays } = minor;
    const { program } = answer;
    const { currency } = order;
    const dated = { at, validDays, validUntil: null, turn: 0 };
    const what = { kind, currency, minor: share, left: 0, spent: 0, status: 'proposed' as const };
    const why = { n, buyer, orderId: order.id, orderMinor: order.minor, wrong, program };
    given.push({ ...why, ...what, ...dated });
    tell('proposed', at, share, { currency, program });
  };

  const within = (wish: {
    minor: number;
    currency: string;
    buyer: Buyer;
    order: Buyer['orders'][number];
    wrong: string;
    at: number;
    program: string;
  }) => {
    const { buyer, order, wrong, at, program } = wish;
    const ofOrder = given.filter((one) => one.orderId === order.id);
    if (ofOrder.some((one) => stands(one) && one.wrong === wrong) || wish.currency !== order.currency)
      return null;
    let minor = Math.min(wish.minor, Math.floor((order.minor * policy.ofOrder) / 100) - sum(ofOrder, costOf));
    const hers = given.filter((one) => stands(one) && one.buyer === buyer);
    if (minor <= 0 || hers.some((one) => one.at > at - policy.cooldownDays * day)) return null;
    if (order.currency !== 'SAR') return minor;
    const since = new Date(at);
    since.setUTCMonth(since.getUTCMonth() - policy.cap.months);
    const lately = hers.filter((one) => one.currency === 'SAR' && one.at >= since.getTime());
    minor = Math.min(minor, policy.cap.minor - sum(lately, (one) => one.minor));
    if (minor <= 0) return null;
    const month = riyadh(at).slice(0, 7);
    const charged = given.filter((one) => one.currency === 'SAR' && riyadh(one.at).slice(0, 7) === month);
    const ofProgram = charged.filter((one) => one.program === program);
    const isOver = (all: Given[], budget = Infinity) => sum(all, costOf) + minor > budget;
    return isOver(charged, policy.budget['company']) || isOver(ofProgram, policy.budget[program])
      ? null
      : minor;
  };

  const isLeftOut = ({ id }: Buyer) => {
    const drawn = createHmac('sha256', secret).update(`holdout\n${id}`).digest().readUInt32BE(0) / 2 ** 32;
    return drawn * 100 < policy.holdoutPercent;
  };

  const decided = ({ n, at, who, wish }: Extract<Step, { do: 'decide' }>) => {
    const one = ofAnswer(n);
    if (one?.status !== 'proposed') return;
    if (wish === 'no') {
      one.status = 'declined';
      return tell('declined', at, one.minor, one);
    }
    const minor = wished(one.minor, wish);
    const others = given.filter((other) => other !== one && other.orderId === one.orderId);
    const most = Math.floor((one.orderMinor * policy.ofOrder) / 100) - sum(others, costOf);
    const isHeld = one.currency !== 'SAR';
    const isRaised = minor > one.minor;
    if (at >= one.at + policy.proposalDays * day || minor <= 0 || minor > most) return;
    if (who === 'agent' && (isHeld || isRaised)) return;
    if (isRaised && minor > policy.secondPersonAbove) return;
    const midnight = Date.parse(`${riyadh(at).slice(0, 10)}T00:00:00+03:00`);
    const validUntil = one.validDays === null ? null : midnight + (one.validDays + 1) * day - 1;
    Object.assign(one, { status: 'issued', minor, left: minor, validUntil, turn: ++turn });
    tell('approved', at, minor, one);
    tell('issued', at, minor, one);
  };

  const ended = (one: Given, at: number, status: 'expired' | 'reversed') => {
    one.spent = one.minor - one.left;
    one.status = status;
    tell(status, at, one.left, one);
    one.left = 0;
  };

  const lapse = (all: Given[], at: number) => {
    for (const one of all.filter((each) => each.status === 'issued' && (each.validUntil ?? Infinity) <= at))
      if (one.left > 0) ended(one, at, 'expired');
      else one.status = 'redeemed';
  };

  const doing: { [Do in Step['do']]: (step: Extract<Step, { do: Do }>) => void } = {
    answer: (step) => {
      answers.set(step.n, step);
      answered(step.n, step.at, step.said);
    },
    correct: ({ n, at, said }) => answered(n, at, said),
    decide: decided,
    resolve: () => undefined,
    reverse: ({ n, at }) => {
      const one = ofAnswer(n);
      if (one?.status === 'issued' && one.left > 0) ended(one, at, 'reversed');
    },
    use: ({ n, at }) => {
      const one = ofAnswer(n);
      if (!one || one.kind !== 'voucher') return;
      lapse(
        given.filter(({ buyer }) => buyer === one.buyer),
        at,
      );
      if (one.status !== 'issued') return;
      Object.assign(one, { status: 'redeemed', left: 0 });
      tell('redeemed', at, one.minor, one);
    },
    spend: ({ buyer, at, currency, minor }) => {
      const hers = given.filter((one) => one.buyer === customers[buyer]);
      lapse(hers, at);
      const credit = hers.filter(
        (one) => one.kind === 'credit' && one.status === 'issued' && one.currency === currency,
      );
      if (sum(credit, ({ left }) => left) < minor) return;
      let open = minor;
      for (const one of spentFirst(credit)) {
        const used = Math.min(open, one.left);
        one.left -= used;
        open -= used;
      }
      tell('spent', at, minor, { currency });
    },
    tick: ({ at }) => {
      for (const one of given.filter(
        (each) => each.status === 'proposed' && each.at + policy.proposalDays * day <= at,
      )) {
        one.status = 'expired';
        tell('undecided', at, one.minor, one);
      }
      lapse(given, at);
    },
  };
  for (const step of steps) (doing[step.do] as (one: Step) => void)(step);
  return { sums, balances: balancesOf(given, sums), used: usedBy(given) };
}

/** What ends first is spent first; of what ends together, or never, what was issued first. */
const spentFirst = (credit: Given[]) =>
  credit.toSorted((a, b) => (a.validUntil ?? Infinity) - (b.validUntil ?? Infinity) || a.turn - b.turn);
