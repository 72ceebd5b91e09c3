import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildIfStale } from '#server/build.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { freePort } from '#tests/support/running-amends.ts';

export type Product = Awaited<ReturnType<typeof theProduct>>;

/** The product as `npm start` runs it, built, with its worker, in a process of its own. */
export async function theProduct(url: string, settings: Record<string, string> = {}) {
  buildIfStale((step) => console.log(step), ['respond', 'server']);
  const port = await freePort();
  const server = await aSurveyServer(url, 'tests/support/built-server.mjs', {
    AMENDS_PORT: String(port),
    ...withoutLimits,
    ...settings,
  });
  return { ...server, port, cpuMs: () => cpuMs(server.pid), megabytes: () => megabytes(server.pid) };
}

/** One address sends everything here, which no customer does. */
const withoutLimits = {
  AMENDS_POSTS_PER_ADDRESS: '0',
  AMENDS_READS_PER_ADDRESS: '0',
};

/** Processor time of a process so far, all its threads, in milliseconds. */
export function cpuMs(pid: number): number {
  if (process.platform !== 'linux') return fromPs(pid);
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Ticks of a hundredth of a second, of the process itself and of the kernel for it.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function fromPs(pid: number): number {
  const [minutes = 0, seconds = 0] = ps(pid, 'time').split(':').slice(-2).map(Number);
  return (minutes * 60 + seconds) * 1000;
}

/** What a process holds of the machine's memory. */
export const megabytes = (pid: number): number => Math.round(Number(ps(pid, 'rss')) / 1024);

const ps = (pid: number, what: string): string =>
  execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
