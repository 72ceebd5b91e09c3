import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { findBrowser, launch } from './browser.ts';

export const onPhone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

const onDesk = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Asia/Riyadh',
} satisfies BrowserContextOptions;

/**
 * People with a browser each. Whatever a page prints as an error, throws, or asks of another host fails the test it
 * happens in. `shoot` keeps a picture in tests/screenshots, to be looked at.
 */
export async function visitors(journey: string, url: string) {
  const browser = await launch((await findBrowser()).path);
  const folder = join(projectRoot, 'tests/screenshots', journey);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const complaints: string[] = [];
  let shots = 0;
  const pages: Page[] = [];
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const page of pages.slice(-3)) await shoot(page, 'failed');
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());

  async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ ...onDesk, baseURL: url, ...options });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    pages.push(page);
    page.on('console', (said) => isComplaint(said) && complaints.push(`${page.url()}: ${said.text()}`));
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on('request', (request) => isElsewhere(request.url(), url) && complaints.push(request.url()));
    return page;
  }

  async function shoot(page: Page, name: string): Promise<void> {
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    shots += 1;
    const path = join(folder, `${String(shots).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  }

  /** What the pages have complained about so far, for a test that expects some of it. */
  const forgiven = () => complaints.splice(0);

  return { visitor, shoot, forgiven };
}

const isElsewhere = (address: string, url: string): boolean =>
  /^(https?|wss?):/.test(address) && new URL(address).origin !== new URL(url).origin;

/** A live stream that ends with its server is no fault of the page. */
function isComplaint(said: ConsoleMessage): boolean {
  return said.type() === 'error' && !said.text().includes('ERR_INCOMPLETE_CHUNKED_ENCODING');
}
