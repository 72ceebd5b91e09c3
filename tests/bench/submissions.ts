import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { closeDeps } from '#server/deps.ts';
import { anAnsweringCompany, aSurveyServer } from '#tests/support/answering-company.ts';
import { connections, load, requestOf, rounded, withDatabase, type BenchRow } from './load.ts';
import { cpuMs, theProduct, type Product } from './product.ts';
import { sameRows } from './same-rows.ts';

/** Three in ten are unhappy about lateness: a case, a compensation, an alert. The others are content, none delighted. */
export function answersOf(n: number): Record<string, unknown> {
  if (n % 10 >= 3) return { recommend: 7 + (n % 2), price: 'same', 'on-time': 'yes', reason: 'all-well' };
  return { recommend: n % 7, 'on-time': 'no', reason: 'late', 'reason-Comment': `Order ${n} came late` };
}

const content = () => ({ recommend: 8, price: 'same', 'on-time': 'yes', reason: 'all-well' });

/** Responses through the real HTTP server in a process of its own: the full transaction, durable when acknowledged. */
export function benchSubmissions(amount: number): Promise<BenchRow[]> {
  return withDatabase(async (url, folder) => {
    const { deps, tokens } = await anAnsweringCompany(url, 7 * amount);
    await closeDeps(deps);
    const bare = await bareInserts(join(folder, 'bare.db'), amount);
    const loop = async (name: string, answers: Sending['answers']) => {
      const rows = await sameRows(url.slice('file:'.length), {
        tokens: tokens.splice(0, amount),
        answers,
        groupOf: connections,
      });
      const each = `${rows.statementsEach.toFixed(1)} statements each`;
      return {
        ours: plain(`the rows of ${name} answers, a bare loop`, rows.perSecond, each),
        drivers: plain(`the same, by the driver as it comes`, rows.byDriver, each),
      };
    };
    const mixedRows = await loop('mixed', answersOf);
    const contentRows = await loop('content', content);
    const product = await theProduct(url);
    // A server lives for months: what it takes while its code is still being compiled is not what it takes.
    await send(product, { name: 'warming up', amount: amount / 2, tokens, answers: answersOf });
    const taken = await send(product, {
      name: 'responses taken over HTTP',
      amount,
      tokens,
      answers: answersOf,
    });
    const happy = await send(product, { name: 'responses, all content', amount, tokens, answers: content });
    const half = await send(product, {
      name: 'responses at half that rate',
      amount: Math.round(amount / 2),
      rate: taken.perSecond / 2,
      tokens,
      answers: answersOf,
    });
    const visits = await wholeVisits(product, amount / 2, tokens);
    await product.stop();
    const nothing = await idleHandler(amount);
    return [
      { ...taken, note: ratios(taken, { ...mixedRows, nothing, bare }) },
      { ...happy, note: ratios(happy, { ...contentRows, nothing, bare }) },
      half,
      visits,
      nothing,
      ...Object.values(mixedRows),
      ...Object.values(contentRows),
      bare,
    ];
  });
}

interface Sending {
  name: string;
  amount: number;
  tokens: string[];
  answers: (n: number) => unknown;
  rate?: number;
  connections?: number;
}

const send = (product: Product, { tokens, answers, ...sending }: Sending) =>
  load(product, {
    ...sending,
    request: (n) => requestOf('POST', `/s/${tokens.pop()}`, { answers: answers(n) }),
  });

/** A customer's whole way, ten at a time: she opens the page, then answers. */
async function wholeVisits(product: Product, visits: number, tokens: string[]): Promise<BenchRow> {
  const opened: string[] = [];
  let answered = 0;
  const both = await load(product, {
    name: 'whole visits, page then answers, 10 at a time',
    amount: 2 * visits,
    connections: 10,
    request: () => {
      const token = opened.pop();
      if (token !== undefined) return requestOf('POST', `/s/${token}`, { answers: answersOf(answered++) });
      opened.push(tokens.pop() ?? '');
      return requestOf('GET', `/s/${opened.at(-1)}`);
    },
  });
  return { ...both, perSecond: Math.round(both.perSecond / 2), cpuMs: both.cpuMs && rounded(both.cpuMs * 2) };
}

function ratios(taken: BenchRow, others: Record<'ours' | 'drivers' | 'nothing' | 'bare', BenchRow>): string {
  const of = (other: BenchRow) => `${Math.round((100 * taken.perSecond) / other.perSecond)} %`;
  const { ours, drivers, nothing, bare } = others;
  return `${taken.note}; ${of(ours)} of the same rows in a bare loop, ${of(drivers)} by the driver as it comes, ${of(nothing)} of a handler that does nothing, ${of(bare)} of one narrow row`;
}

const plain = (name: string, perSecond: number, note: string): BenchRow => ({
  name,
  perSecond: Math.round(perSecond),
  p50: null,
  p99: null,
  cpuMs: null,
  note,
});

async function idleHandler(amount: number): Promise<BenchRow> {
  const server = await aSurveyServer('file::memory:', 'tests/bench/idle-server.ts');
  const idle = { port: Number(new URL(server.origin).port), cpuMs: () => cpuMs(server.pid) };
  const row = await load(idle, {
    name: 'a handler that does nothing',
    amount,
    request: (n) => requestOf('POST', `/s/0123456789012345678901`, { answers: answersOf(n) }),
  });
  await server.kill();
  return row;
}

/** One narrow row each, as many in a transaction as the server has connections: the driver's own ceiling. */
async function bareInserts(path: string, amount: number): Promise<BenchRow> {
  const client = createClient({ url: `file:${path}`, concurrency: 1 });
  await client.executeMultiple(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL)',
  );
  const sql = 'INSERT INTO t (body) VALUES (?)';
  const started = performance.now();
  for (let n = 0; n < amount; n += connections) {
    const group = Array.from({ length: connections }, (_, i) => ({
      sql,
      args: [JSON.stringify(answersOf(n + i))],
    }));
    await client.batch(group, 'write');
  }
  const seconds = (performance.now() - started) / 1000;
  client.close();
  return plain(
    'one narrow row each, a bare loop',
    amount / seconds,
    `${connections} rows a transaction, the driver alone, FULL`,
  );
}
