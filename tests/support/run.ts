import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '#server/build.ts';
import { findBrowser } from './browser.ts';

/** `npm test`: builds what the journeys need, names the browser, runs everything, and counts at the end. */
const browser = await findBrowser();
console.log(`Journeys run in ${browser.path} (from ${browser.from}).`);
buildIfStale((step) => console.log(step));

const report = join(mkdtempSync(join(tmpdir(), 'amends-report-')), 'report.json');
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, AMENDS_BROWSER: browser.path } },
);
const { numPassedTests, numFailedTests, numTotalTests, numFailedTestSuites } = readReport();
const suitesThatNeverRan = numFailedTests === 0 && run.status !== 0 ? Math.max(1, numFailedTestSuites) : 0;
const skipped = numTotalTests - numPassedTests - numFailedTests;
console.log(
  `${numPassedTests} passed, ${numFailedTests + suitesThatNeverRan} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = run.status ?? 1;

function readReport(): Record<
  'numPassedTests' | 'numFailedTests' | 'numTotalTests' | 'numFailedTestSuites',
  number
> {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numTotalTests: 0, numFailedTestSuites: 1 };
  }
}
