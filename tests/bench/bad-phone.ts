import type { Browser, CDPSession, Page } from 'playwright-core';
import { closeDeps } from '#server/deps.ts';
import { anAnsweringCompany } from '#tests/support/answering-company.ts';
import { findBrowser, launch } from '#tests/support/browser.ts';
import { onPhone } from '#tests/support/visitors.ts';
import { withDatabase } from './load.ts';
import { theProduct } from './product.ts';

/** One visit of a customer with a bad phone on a bad line, in milliseconds since she opened the link. */
export interface BadPhone {
  firstPaint: number;
  /** A point of the first scale was tapped and stood checked. */
  firstAnswer: number;
  takenOver: number;
  requestsBefore: number;
  bytesBefore: number;
  scriptBytes: number;
}

const line = { latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8, offline: false };
const slowerProcessor = 4;

/** The survey page on a line of 400 ms and 400 kbit/s and a processor four times slower: the median of some visits. */
export function benchBadPhone(visits: number): Promise<BadPhone> {
  return withDatabase(async (url) => {
    const { deps, tokens } = await anAnsweringCompany(url, visits + 1);
    const server = await theProduct(url);
    const browser = await launch((await findBrowser()).path);
    const links = tokens.map((token) => `${server.origin}/s/${token}`);
    // The page is rendered and compressed for the first who asks, once a process.
    await fetch(links[visits] ?? '');
    const seen: BadPhone[] = [];
    for (const link of links.slice(0, visits)) seen.push(await visit(browser, link));
    await browser.close();
    await server.stop();
    await closeDeps(deps);
    return medianOf(seen);
  });
}

async function visit(browser: Browser, link: string): Promise<BadPhone> {
  const context = await browser.newContext(onPhone);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const traffic = await watched(devtools);
  await devtools.send('Network.emulateNetworkConditions', line);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerProcessor });
  await page.addInitScript(noteTimes);
  await page.goto(link, { waitUntil: 'commit' });
  const first = page.getByRole('radio').first();
  await first.tap();
  if (!(await first.isChecked())) throw new Error('The first answer was not taken');
  await page.locator('form[novalidate]').waitFor();
  const { firstAnswer, takenOver, firstPaint } = await times(page);
  const arrived = traffic.filter(({ arrivedAt }) => arrivedAt < firstPaint);
  const script = traffic.find(({ type }) => type === 'Script');
  await context.close();
  return {
    firstPaint,
    firstAnswer,
    takenOver,
    requestsBefore: arrived.length,
    bytesBefore: arrived.reduce((sum, { bytes }) => sum + bytes, 0),
    scriptBytes: script?.bytes ?? 0,
  };
}

type Request = { id: string; type: string; arrivedAt: number; bytes: number };

/** Every request of the page with its weight on the line, headers and all. */
async function watched(devtools: CDPSession): Promise<Request[]> {
  const requests: Request[] = [];
  let openedAt: number | undefined;
  devtools.on('Network.requestWillBeSent', ({ requestId, type, timestamp }) => {
    openedAt ??= timestamp;
    requests.push({ id: requestId, type: type ?? '', arrivedAt: Infinity, bytes: 0 });
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    const request = requests.find(({ id }) => id === requestId);
    const arrivedAt = (timestamp - (openedAt ?? 0)) * 1000;
    if (request) Object.assign(request, { bytes: encodedDataLength, arrivedAt });
  });
  await devtools.send('Network.enable');
  return requests;
}

type Times = { firstAnswer: number; takenOver: number };

/** Runs in the page before anything of it. */
function noteTimes(): void {
  const noted: Times = { firstAnswer: 0, takenOver: 0 };
  Object.assign(window, { noted });
  document.addEventListener('change', () => (noted.firstAnswer ||= performance.now()));
  new MutationObserver(() => {
    if (document.querySelector('form[novalidate]')) noted.takenOver ||= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['novalidate'] });
}

function times(page: Page): Promise<Times & { firstPaint: number }> {
  return page.evaluate(() => {
    const { noted } = window as unknown as { noted: Times };
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { ...noted, firstPaint: paint?.startTime ?? 0 };
  });
}

function medianOf(seen: BadPhone[]): BadPhone {
  const median = (what: keyof BadPhone) =>
    Math.round(seen.map((one) => one[what]).sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0);
  return {
    firstPaint: median('firstPaint'),
    firstAnswer: median('firstAnswer'),
    takenOver: median('takenOver'),
    requestsBefore: median('requestsBefore'),
    bytesBefore: median('bytesBefore'),
    scriptBytes: median('scriptBytes'),
  };
}
