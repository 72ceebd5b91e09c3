import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  anotherTab,
  askedCustomers,
  isTakenOver,
  phone,
  score,
  thanked,
} from '#tests/support/asked-customer.ts';

const { invited, sharedLink, visitor, shoot, forgiven } = await askedCustomers('survey-lost-line');

const kept = (page: Page) => page.getByRole('heading', { name: 'Kept on this device' }).waitFor();
const press = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).tap();
const onDevice = (page: Page) => page.evaluate(() => Object.keys(localStorage));
const isSend = (url: URL) => /^\/s\/[\w-]+$/u.test(url.pathname);

/** What a browser prints by itself of a request that failed. */
function onlyFailedRequests(): void {
  expect(forgiven().filter((said) => !/Failed to load resource|ERR_INTERNET/u.test(said))).toEqual([]);
}

describe('without a connection', { timeout: 90_000 }, () => {
  test('what was sent is kept on the device, and goes by itself when the line is back', async () => {
    const { page, sent } = await invited();
    await page.context().setOffline(true);
    await score(page, 5).check();
    await page.getByLabel('In your own words').fill('On the underground.');
    await press(page);
    await kept(page);
    await shoot(page, 'kept');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await sent()).toEqual([]);
    await page.context().setOffline(false);
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 5, verbatim: 'On the underground.' }]);
    expect(await onDevice(page)).toEqual([]);
    onlyFailedRequests();
  });

  test('a tab that was closed sends when the link is opened again', async () => {
    const { page, path, sent } = await invited();
    await page.context().setOffline(true);
    await score(page, 4).check();
    await press(page);
    await kept(page);
    await page.close();
    await page.context().setOffline(false);
    const again = await anotherTab(page, path);
    await thanked(again);
    expect(await sent()).toMatchObject([{ nps: 4 }]);
    expect(await onDevice(again)).toEqual([]);
    onlyFailedRequests();
  });

  test('what was only begun is there again after a crash, and is saved when there is a line', async () => {
    const { page, path, stored } = await invited();
    await page.context().setOffline(true);
    await score(page, 3).check();
    await page.getByLabel('In your own words').fill('Half a sent');
    await page.getByText('There is no connection right now.').waitFor();
    await shoot(page, 'begun-offline');
    await page.close();
    expect(await stored()).toEqual([]);
    await page.context().setOffline(false);
    const again = await anotherTab(page, path);
    await isTakenOver(again);
    expect(await score(again, 3).isChecked()).toBe(true);
    expect(await again.getByLabel('In your own words').inputValue()).toBe('Half a sent');
    await expect
      .poll(async () => (await stored())[0]?.answers, { timeout: 10_000 })
      .toMatchObject({ recommend: 3 });
    await expect.poll(() => onDevice(again)).toEqual([]);
    onlyFailedRequests();
  });

  test('two tabs send once', async () => {
    const { page, path, stored } = await invited();
    const other = await anotherTab(page, path);
    await isTakenOver(other);
    await page.context().setOffline(true);
    for (const tab of [page, other]) {
      await score(tab, 6).check();
      await tab.getByRole('button', { name: 'Send' }).click();
      await kept(tab);
    }
    await page.context().setOffline(false);
    for (const tab of [page, other])
      await tab.getByRole('heading', { name: /Thank you|We have your answer/u }).waitFor();
    expect(await stored()).toMatchObject([{ status: 'complete', nps: 6 }]);
    onlyFailedRequests();
  });
});

test('what one tab waits to send, another that still saves does not touch', { timeout: 60_000 }, async () => {
  const { page, path, stored } = await invited();
  const other = await anotherTab(page, path);
  await isTakenOver(other);
  await page.route(isSend, (route) => route.abort());
  await score(page, 6).check();
  await press(page);
  await kept(page);
  await score(other, 1).check();
  await other.waitForTimeout(2500);
  await page.unroute(isSend);
  await thanked(page);
  expect(await stored()).toMatchObject([{ status: 'complete', nps: 6 }]);
  onlyFailedRequests();
});

describe('on a bad line', { timeout: 90_000 }, () => {
  test('an answer whose thanks were lost on the way is stored once and thanked for later', async () => {
    const { page, stored } = await invited();
    let posts = 0;
    await page.route(isSend, async (route) => {
      posts += 1;
      if (posts > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await score(page, 8).check();
    await press(page);
    await kept(page);
    expect(await stored()).toMatchObject([{ status: 'complete' }]);
    await thanked(page);
    expect(posts).toBe(2);
    expect(await stored()).toHaveLength(1);
    onlyFailedRequests();
  });

  test('lets go of what it keeps when the link says that it has arrived', async () => {
    const { page, path, stored } = await invited();
    await page.route(isSend, async (route) => {
      if (route.request().method() === 'POST') await route.fetch();
      return route.abort();
    });
    await score(page, 8).check();
    await press(page);
    await kept(page);
    await page.close();
    const again = await anotherTab(page, path);
    await again.getByRole('heading', { name: 'We have your answer' }).waitFor();
    await expect.poll(() => onDevice(again)).toEqual([]);
    expect(await stored()).toHaveLength(1);
    onlyFailedRequests();
  });

  test('the page of a hotel’s network is not taken for the thanks, and she can try again herself', async () => {
    const { page, sent } = await invited();
    let posts = 0;
    await page.route(isSend, (route) => {
      posts += 1;
      // Nothing would be tried by itself for a minute after so many failures.
      return posts > 6
        ? route.continue()
        : route.fulfill({ contentType: 'text/html', body: '<main>Room 12</main>' });
    });
    await score(page, 8).check();
    await press(page);
    await kept(page);
    for (let tried = posts; tried < 7; tried++) {
      await page.evaluate(() => document.querySelector<HTMLElement>('.again')?.click());
      await expect.poll(() => posts).toBeGreaterThan(tried);
    }
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 8 }]);
  });

  test.each([503, 429])('a server that says %i is asked again by itself, calmly', async (status) => {
    const { page, sent } = await invited();
    let posts = 0;
    const refuse = (route: Route) => route.fulfill({ status, headers: { 'retry-after': '1' }, body: '' });
    await page.route(isSend, (route) => (++posts > 2 ? route.continue() : refuse(route)));
    await score(page, 9).check();
    await press(page);
    await page.getByText('Many people are answering right now').waitFor();
    await shoot(page, `busy-${status}`);
    await thanked(page);
    expect(posts).toBe(3);
    expect(await sent()).toMatchObject([{ nps: 9 }]);
    onlyFailedRequests();
  });

  test('answers that cannot be saved yet are saved later, and refused saving harms nothing', async () => {
    const { page, stored, sent } = await invited();
    let posts = 0;
    await page.route('**/answers', (route) =>
      ++posts === 1 ? route.fulfill({ status: 503, headers: { 'retry-after': '1' } }) : route.continue(),
    );
    await score(page, 2).check();
    await expect
      .poll(async () => (await stored())[0]?.answers, { timeout: 10_000 })
      .toEqual({ recommend: 2 });
    await page.route('**/answers', (route) => route.fulfill({ status: 404 }));
    await score(page, 1).check();
    await page.waitForTimeout(1500);
    await press(page);
    await thanked(page);
    expect(await sent()).toMatchObject([{ nps: 1 }]);
    onlyFailedRequests();
  });
});

test('answers too long to be taken stay in the form', { timeout: 60_000 }, async () => {
  const { page } = await invited();
  await page.route(isSend, (route) => route.fulfill({ status: 413, contentType: 'text/html', body: '' }));
  await score(page, 6).check();
  await press(page);
  await page.getByText('The text is too long.').waitFor();
  expect(await score(page, 6).isChecked()).toBe(true);
  await page.unroute(isSend);
  await press(page);
  await thanked(page);
  onlyFailedRequests();
});

describe('behind a shared link', { timeout: 90_000 }, () => {
  test('nothing leaves the device before Send, and a retry is the same submission', async () => {
    const { path, stored } = await sharedLink();
    const page = await visitor(phone);
    const posted: [string, string | null][] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posted.push([new URL(request.url()).pathname, request.postData()]);
    });
    await page.goto(path);
    await isTakenOver(page);
    expect(await page.getByText('Nothing is saved before you press Send.').isVisible()).toBe(true);
    await page.getByRole('radio').first().check();
    await page.waitForTimeout(1500);
    expect(await onDevice(page)).toEqual([]);
    posted.length = 0;
    await page.context().setOffline(true);
    while (await page.getByRole('button', { name: 'Next' }).isVisible())
      await page.getByRole('button', { name: 'Next' }).tap();
    await press(page);
    await kept(page);
    await page.context().setOffline(false);
    await thanked(page);
    const numbers = posted.map(([to, body]) => [to, JSON.parse(body ?? '{}').submission]);
    expect(new Set(numbers.map(String)).size).toBe(1);
    expect(numbers[0]).toEqual([path, expect.stringMatching(/^[\w-]{22}$/u)]);
    expect(await stored()).toHaveLength(1);
    onlyFailedRequests();
  });
});
