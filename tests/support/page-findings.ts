import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds serious or critical, one line for each rule. The sealed frame of a mail cannot be looked into. */
export async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).exclude('iframe').analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

// Two words with a dot and no space between them, as in `reason.price`; addresses and file names are no texts of ours.
const keyLike = /(?<![\w@./-])[a-z][a-zA-Z-]*(?:[.:][a-z][a-zA-Z-]*)+(?![\w@./-])/g;

/** Everything on the page that reads like the key of a text which is missing. */
export async function rawKeysOn(page: Page): Promise<string[]> {
  const text = await page.locator('body').innerText();
  const labels = await page
    .locator('[aria-label], [placeholder], [title]')
    .evaluateAll((elements) =>
      elements.flatMap((element) =>
        ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
      ),
    );
  return [...new Set([text, ...labels].join('\n').match(keyLike) ?? [])];
}
