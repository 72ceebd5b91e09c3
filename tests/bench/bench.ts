import type { Database } from '#db/client.ts';
import { createApp } from '#server/app.ts';
import { buildIfStale } from '#server/build.ts';
import { depsOn } from '#tests/support/answering-company.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { signedIn } from '#tests/support/signed-in.ts';
import { benchBadPhone, type BadPhone } from './bad-phone.ts';
import { benchCustomerImport } from './customer-import.ts';
import { dashboardPlan, dashboards, type Dashboards } from './dashboards.ts';
import { diskSync } from './disk-sync.ts';
import { benchExports, type ExportTiming } from './exports.ts';
import { benchGates, type GateTiming } from './gates.ts';
import { benchGuards } from './guards.ts';
import { rounded, type BenchRow } from './load.ts';
import { pageWeights, type PageWeight } from './page-weights.ts';
import { soak } from './soak.ts';
import { benchSubmissions } from './submissions.ts';
import { benchSurveyPage } from './survey-page.ts';
import { benchWhatIf, type WhatIfTiming } from './what-if.ts';
import { benchWave, type Pace, type WaveTiming } from './wave.ts';

interface Line {
  what: string;
  'per second'?: number;
  'p50 ms'?: number | null;
  'p95 ms'?: number;
  'p99 ms'?: number | null;
  'CPU ms each'?: number | null;
  note: string;
}

const isQuick = process.argv.includes('--quick');
const soakMinutes = Number(process.argv.find((argument) => argument.startsWith('--soak='))?.slice(7) ?? 0);
const visits = isQuick ? 3 : 9;
const sizes = isQuick
  ? { responses: 3_000, pages: 3_000, rounds: 20, mails: 10_000, rows: 50_000, guarded: 2_000 }
  : { responses: 20_000, pages: 20_000, rounds: 60, mails: 100_000, rows: 1_000_000, guarded: 20_000 };

const answers = Number(process.argv.find((argument) => argument.startsWith('--answers='))?.slice(10) ?? 0);
const pages = {
  rounds: sizes.rounds,
  plan: { ...dashboardPlan, answers: answers || (isQuick ? 100_000 : dashboardPlan.answers) },
};

/** Says what the machine and the product can do, side by side. It passes no judgement: ratios travel, figures do not. */
async function bench(): Promise<void> {
  if (soakMinutes > 0) return console.log(JSON.stringify(await soak(soakMinutes), null, 2));
  buildIfStale((step) => console.log(step), ['respond', 'server']);
  if (process.argv.includes('--bad-phone'))
    return print([...ofBadPhone(await benchBadPhone(visits)), ...pageWeights().map(ofPage)]);
  if (process.argv.includes('--guards')) return print((await benchGuards(sizes.guarded)).map(ofLoad));
  if (process.argv.includes('--pages')) return print(ofDashboards(await dashboards(asManager, pages)));
  const disk = diskSync();
  const lines: Line[] = [
    { what: 'one sync of the disk, 4 KiB', 'p50 ms': disk.p50, 'p99 ms': disk.p99, note: '300 times' },
    ...benchGates().map(ofGate),
    ...(await benchSubmissions(sizes.responses)).map(ofLoad),
    ...(await benchGuards(sizes.guarded)).map(ofLoad),
    ...(await benchSurveyPage(sizes.pages)).map(ofLoad),
    ...ofBadPhone(await benchBadPhone(visits)),
    ...pageWeights().map(ofPage),
    ...ofDashboards(await dashboards(asManager, pages)),
    ofImport(await benchCustomerImport()),
    ...(await benchExports(sizes.rows)).map(ofExport),
    ...ofWave(await benchWave(sizes.mails)),
    ofWhatIf(await benchWhatIf()),
  ];
  print(lines);
}

function print(lines: Line[]): void {
  console.table(Object.fromEntries(lines.map(({ what, ...line }) => [what, line])));
}

function ofBadPhone({ firstPaint, firstAnswer, takenOver, ...weighed }: BadPhone): Line[] {
  const { requestsBefore, bytesBefore, scriptBytes } = weighed;
  return [
    {
      what: 'bad phone: the page is painted',
      'p50 ms': firstPaint,
      note: '400 ms round trip, 400 kbit/s, 4x slower',
    },
    {
      what: 'bad phone: an answer tapped and checked',
      'p50 ms': firstAnswer,
      note: `${requestsBefore} request, ${bytesBefore} bytes with headers; target 1500 ms`,
    },
    {
      what: 'bad phone: the script has taken over',
      'p50 ms': takenOver,
      note: `${scriptBytes} bytes of script`,
    },
  ];
}

function ofLoad({ name, perSecond, p50, p99, cpuMs, note }: BenchRow): Line {
  return { what: name, 'per second': perSecond, 'p50 ms': p50, 'p99 ms': p99, 'CPU ms each': cpuMs, note };
}

function ofGate({ survey, microseconds, questions }: GateTiming): Line {
  return {
    what: `the gate: ${survey}`,
    'CPU ms each': Math.round(microseconds * 10) / 10_000,
    note: `${microseconds.toFixed(1)} µs a response, ${questions} questions`,
  };
}

function ofPage({ code, brotli, heaviestGzip }: PageWeight): Line {
  const each = Object.entries(brotli).map(([language, bytes]) => `${language} ${bytes}`);
  return { what: `page of ${code}`, note: `bytes: ${each.join(', ')} brotli; at most ${heaviestGzip} gzip` };
}

function ofDashboards({ answers, timings, firstCountMs, memory }: Dashboards): Line[] {
  const plain = timings.at(-1)?.p50Ms ?? 0;
  const inMillions = `${answers / 1_000_000} million answers`;
  return [
    ...timings.map(({ name, p50Ms, p95Ms, bytes }) => ({
      what: name,
      'p50 ms': p50Ms,
      'p95 ms': p95Ms,
      note: bytes === null ? inMillions : `${bytes} bytes; to plain SQL 1 : ${(plain / p50Ms).toFixed(1)}`,
    })),
    { what: 'all facts read', 'p50 ms': firstCountMs, note: `${inMillions}; memory ${memory.join(', ')} MB` },
  ];
}

function ofWhatIf({ answers, n, seconds, cpuSeconds, longestStallMs }: WhatIfTiming): Line {
  return {
    what: `what-if over ${answers} answers, ${n} of them bad`,
    'per second': Math.round(n / seconds),
    note: `${cpuSeconds.toFixed(1)} s of processor time; the thread held ${longestStallMs} ms at most`,
  };
}

function ofImport(seconds: number): Line {
  return {
    what: 'import of 10,000 customers',
    'per second': Math.round(10_000 / seconds),
    note: `${seconds.toFixed(1)} s, checked and stored`,
  };
}

function ofExport({ as, rows, seconds, cpuSeconds, megabytes, ...held }: ExportTiming): Line {
  return {
    what: `export of ${rows} answers, ${as}`,
    'per second': Math.round(rows / seconds),
    'CPU ms each': rounded((1000 * cpuSeconds) / rows),
    note: `${seconds.toFixed(1)} s, ${megabytes} MB; ${held.held} MB held at most, the process ${held.ownMemory.join(', ')} MB; the thread held ${held.longestStallMs} ms at most`,
  };
}

function ofWave({ mails, queueing, grewBy, firstMail, bytes, ...paces }: WaveTiming): Line[] {
  const { handedOver, bareLoop, readyBytes } = paces;
  const share = (of: Pace) => `${Math.round((100 * handedOver.perSecond) / of.perSecond)} %`;
  return [
    {
      what: `a wave of ${mails} queued`,
      'per second': Math.round(mails / queueing),
      note: `${queueing.toFixed(1)} s in one pass, ${grewBy} MB more`,
    },
    {
      what: 'its mails handed over',
      ...ofPace(handedOver),
      note: `${share(bareLoop)} of the bare loop, ${share(readyBytes)} of ready bytes; ${bytes} bytes each, the first ${firstMail.toFixed(1)} s after the start`,
    },
    { what: 'the bare loop', ...ofPace(bareLoop), note: 'the SDK given the same mails' },
    { what: 'the bare loop, ready bytes', ...ofPace(readyBytes), note: 'the same bodies, made beforehand' },
  ];
}

const ofPace = ({ perSecond, cpuMs }: Pace) => ({
  'per second': perSecond,
  'CPU ms each': Math.round(cpuMs * 1000) / 1000,
});

async function asManager(db: Database) {
  const deps = depsOn('file:bench.db', db);
  await aCompany(deps);
  const headers = await signedIn(deps, await alan(deps));
  const app = createApp(deps);
  return async (path: string) => app.request(path, { headers });
}

await bench();
