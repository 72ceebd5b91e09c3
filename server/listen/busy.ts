import type { Context, MiddlewareHandler } from 'hono';
import { nearestLanguage } from '#client/locales/languages.ts';
import { company } from '#db/schema/company.ts';
import type { Language } from '#surveys/languages.ts';
import { companyDefaults } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { answer } from '../http/problem.ts';
import { wantsPage } from './wants-page.ts';
import type { Page } from './packed-page.ts';
import type { RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';

const pageHoldsMilliseconds = 60_000;

/**
 * Asks who comes when too many are being answered to come again in a moment. Nothing was looked at, so nothing is lost;
 * the page's script sends by itself, and a browser's Back button still holds what was typed.
 */
export function comeAgainWhenFull(deps: Deps, pages: RespondPages): MiddlewareHandler {
  const made = new Map<Language, { page: Page; at: number }>();

  /** Made once a minute: making it for everyone who must wait would keep them waiting. */
  async function busyPage(language: Language): Promise<Page> {
    const at = deps.now().getTime();
    const known = made.get(language);
    if (known && Math.abs(at - known.at) < pageHoldsMilliseconds) return known.page;
    const [ours] = await deps.db.select().from(company);
    const whose = ours ?? { name: 'Amends', accentColor: companyDefaults.accentColor };
    const page = pages.state('busy', language, whose);
    made.set(language, { page, at });
    return page;
  }

  async function refusal(c: Context): Promise<Response> {
    c.header('retry-after', String(2 + Math.floor(Math.random() * 4)));
    if (!wantsPage(c))
      return answer(c, 503, { code: 'busy', detail: 'Too many are answering at once. Nothing was stored.' });
    const language = nearestLanguage(c.req.query('lang') ?? c.req.header('accept-language'));
    return sendPage(c, await busyPage(language), 503);
  }

  return async (c, next) => {
    // Who is slow to say what she has to say, or never does, takes nobody's place.
    if (c.req.method === 'POST' && !deps.crowd.isFull) await c.req.text();
    if (deps.crowd.isFull) return refusal(c);
    await deps.crowd.within(next);
  };
}
