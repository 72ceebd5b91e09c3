import { createHash } from 'node:crypto';
import { closeDatabase, openDatabase } from '#db/client.ts';
import { invitations } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { closeDeps } from '#server/deps.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { anAnsweringCompany } from '#tests/support/answering-company.ts';
import { eq, isNotNull } from 'drizzle-orm';
import { fire, type Fired } from './fire.ts';
import { connections, requestOf, rounded, withDatabase } from './load.ts';
import { theProduct, type Product } from './product.ts';
import { answersOf } from './submissions.ts';

export interface Soak {
  minutes: number;
  peak: number;
  rate: number;
  held: Pick<Fired, 'perSecond' | 'p50' | 'p99' | 'statuses'>;
  /** Megabytes the process held, at the end of each tenth of the time. */
  memory: number[];
  overload: { connections: number; statuses: Fired['statuses']; p99: number };
  acknowledged: number;
  lost: number;
  twice: number;
  rollUpsWrong: number;
}

const peakSeconds = 10;

/** So many minutes at 80 % of the peak, then many times more people at once than are taken in; at the end everything is counted. */
export function soak(minutes: number): Promise<Soak> {
  return withDatabase(async (url) => {
    const acknowledged: string[] = [];
    const { tokens, stop, send, product } = await begin(url, minutes, acknowledged);
    const peak = await send({ amount: peakSeconds * 3500 });
    const rate = 0.8 * peak.perSecond;
    const memory: number[] = [];
    const watching = setInterval(() => memory.push(product.megabytes()), (minutes * 60_000) / 10);
    const held = await send({
      amount: Math.min(Math.round(rate * 60 * minutes), tokens.length - 20_000),
      rate,
    });
    clearInterval(watching);
    const overload = await send({ amount: 20_000, connections: 3000 });
    await stop();
    return {
      minutes,
      peak: Math.round(peak.perSecond),
      rate: Math.round(rate),
      held: {
        ...held,
        p50: rounded(held.p50),
        p99: rounded(held.p99),
        perSecond: Math.round(held.perSecond),
      },
      memory,
      overload: { connections: 3000, statuses: overload.statuses, p99: rounded(overload.p99) },
      acknowledged: acknowledged.length,
      ...(await counted(url, acknowledged)),
    };
  });
}

async function begin(url: string, minutes: number, acknowledged: string[]) {
  const { deps, tokens } = await anAnsweringCompany(url, Math.round(minutes * 60 * 3000) + 90_000);
  await closeDeps(deps);
  const product: Product = await theProduct(url);
  const sent: string[] = [];
  const send = (volley: { amount: number; rate?: number; connections?: number }) => {
    const from = sent.length;
    return fire({
      connections,
      ...volley,
      port: product.port,
      request: (n) => {
        const token = tokens.pop() ?? '';
        sent[from + n] = token;
        return requestOf('POST', `/s/${token}`, { answers: answersOf(n) });
      },
      onAnswer: (n, status) => {
        if (status === 201) acknowledged.push(sent[from + n] ?? '');
      },
    });
  };
  return { tokens, product, send, stop: product.stop };
}

/** Every acknowledged answer must stand once, and every figure must be what a recount says. */
async function counted(url: string, acknowledged: string[]) {
  const db = await openDatabase({ url });
  const kept = await db
    .select({ tokenHash: invitations.tokenHash })
    .from(responses)
    .innerJoin(invitations, eq(invitations.id, responses.invitationId))
    .where(isNotNull(invitations.tokenHash));
  const stored = new Set(kept.map(({ tokenHash }) => tokenHash));
  const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
  const lost = acknowledged.filter((token) => !stored.has(hashOf(token))).length;
  const wrong = await rollUpDifferences(db);
  await closeDatabase(db);
  return { lost, twice: kept.length - stored.size, rollUpsWrong: wrong.length };
}
