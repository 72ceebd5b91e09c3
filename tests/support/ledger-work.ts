import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Deps } from '#server/deps.ts';
import type { Server } from './kill.ts';

/** Something that must happen once. It is asked for until it is answered, and what is keyed is answered the same ever after. */
export interface Wish {
  what: keyof typeof actors;
  /** The grant, customer or link it is about. */
  of: string;
  path: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  answer: { status: number; text: string } | null;
}

export interface Office {
  deps: Deps;
  /** Headers of a manager with a session, and of a system with a key. */
  manager: Record<string, string>;
  shop: Record<string, string>;
  /** Links of customers who have not answered. */
  tokens: string[];
  wishes: Wish[];
  /** How many requests a dying process left without an answer. */
  cutOff: number;
  underWay: number;
}

type NewWish = Pick<Wish, 'of' | 'path' | 'body' | 'headers'>;

export const badAnswers = (n: number) => ({ recommend: n % 7, 'on-time': 'no', reason: 'late' });

/** What everybody wants next; null where there is nothing for her to do. */
const actors = {
  answer: async ({ tokens }) => {
    const token = tokens.pop();
    if (token === undefined) return null;
    return { of: token, path: `/s/${token}`, body: { answers: badAnswers(tokens.length) }, headers: {} };
  },
  approve: async ({ deps, manager }) => {
    const grant = await some(deps, `SELECT id, amount_minor AS n FROM grants WHERE status = 'proposed'`);
    // A third gets less than was proposed; a call is worth nothing that could be less.
    const isCut = grant !== null && grant.n > 0 && Math.random() < 0.33;
    const body = isCut ? { amountMinor: Math.ceil((grant.n * 2) / 3) } : {};
    return grant && { of: grant.id, path: `/api/grants/${grant.id}/approval`, body, headers: manager };
  },
  decline: async ({ deps, manager }) => {
    const grant = await seldom(deps, `SELECT id, 0 AS n FROM grants WHERE status = 'proposed'`);
    return grant && { of: grant.id, path: `/api/grants/${grant.id}/refusal`, body: {}, headers: manager };
  },
  reverse: async ({ deps, manager }) => {
    const grant = await seldom(deps, `SELECT id, 0 AS n FROM grants WHERE status IN ('approved', 'issued')`);
    const body = { reason: 'Given by mistake' };
    return grant && { of: grant.id, path: `/api/grants/${grant.id}/reversal`, body, headers: manager };
  },
  'hand-over': async ({ deps, manager }) => {
    const found = await some(
      deps,
      `SELECT id, 0 AS n FROM fulfilments WHERE state = 'waiting' AND way = 'by-hand'`,
    );
    const body = { receipt: 'Called her' };
    return found && { of: found.id, path: `/api/fulfilments/${found.id}/receipt`, body, headers: manager };
  },
  voucher: async ({ deps, shop }) => {
    const found = await some(deps, `SELECT code AS id, 0 AS n FROM vouchers WHERE status = 'open'`);
    const body = { orderReference: `B-${found?.id}` };
    return (
      found && { of: found.id, path: `/api/vouchers/${found.id}/redemption`, body, headers: keyed(shop) }
    );
  },
  credit: async ({ deps, shop }) => {
    const held = await some(deps, heldIn('SAR', 1));
    const amountMinor = 1 + Math.floor(Math.random() * (held?.n ?? 0));
    return (
      held && { ...spending(held.id, 'credit', keyed(shop)), body: { amountMinor, orderReference: 'B-1' } }
    );
  },
  points: async ({ deps, shop }) => {
    const held = await some(deps, heldIn('PTS', 100));
    const points = 100 + Math.floor(Math.random() * ((held?.n ?? 100) - 99));
    return held && { ...spending(held.id, 'points', keyed(shop)), body: { points } };
  },
} as const satisfies Record<string, (office: Office) => Promise<NewWish | null>>;

const spending = (of: string, what: 'credit' | 'points', headers: Record<string, string>) => ({
  of,
  path: `/api/customers/${of}/${what}-redemptions`,
  headers,
});

const keyed = (shop: Record<string, string>) => ({ ...shop, 'idempotency-key': randomUUID() });

const heldIn = (currency: 'SAR' | 'PTS', least: number) =>
  `SELECT substr(account, 10) AS id, balance_minor AS n FROM ledger_balances
   WHERE account LIKE 'customer:%' AND currency = '${currency}' AND balance_minor >= ${least}`;

/** Everybody works until no process lives: whoever was not answered asks again first, by whichever process there is. */
export async function workThrough(office: Office, servers: Server[]): Promise<void> {
  const alive = new Set(servers);
  const waiting = office.wishes.filter(({ answer }) => answer === null);
  const names = Object.keys(actors) as (keyof typeof actors)[];
  // Two of each ask at once, so that two may want the same.
  await Promise.all(
    [...names, ...names].map(async (what) => {
      while (alive.size > 0) {
        const wish = waiting.pop() ?? (await newWish(office, what));
        if (wish) await ask(office, alive, wish);
        else await sleep(15);
      }
    }),
  );
}

async function newWish(office: Office, what: keyof typeof actors): Promise<Wish | null> {
  const wanted = await actors[what](office);
  if (!wanted) return null;
  const wish = { what, ...wanted, answer: null };
  office.wishes.push(wish);
  return wish;
}

/** Asks one of the processes that live. One that breaks off lives no more. */
async function ask(office: Office, alive: Set<Server>, wish: Wish): Promise<void> {
  const server = [...alive][Math.floor(Math.random() * alive.size)];
  if (!server) return;
  office.underWay++;
  wish.answer = await post(server, wish).catch(() => null);
  office.underWay--;
  if (wish.answer) return;
  office.cutOff++;
  alive.delete(server);
}

export async function post({ origin }: Server, { path, body, headers }: Wish) {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

async function some({ db }: Deps, query: string): Promise<{ id: string; n: number } | null> {
  const [row] = await db.all<{ id: string; n: number }>(sql.raw(`${query} ORDER BY random() LIMIT 1`));
  return row ?? null;
}

async function seldom(deps: Deps, query: string) {
  return Math.random() < 0.05 ? some(deps, query) : null;
}
