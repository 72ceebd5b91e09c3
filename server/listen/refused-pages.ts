import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { nearestLanguage } from '#client/locales/languages.ts';
import type { StatePage } from '#client/respond/page.tsx';
import { company } from '#db/schema/company.ts';
import { companyDefaults } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { answer } from '../http/problem.ts';
import type { RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';

export type Refuse = (c: Context, state: StatePage, refusal: Response) => Promise<Response>;

/** A page for a person, a problem for a program, with the same status. */
export function refusedPages(deps: Deps, pages: RespondPages): Refuse {
  return async (c, state, refusal) => {
    if (!wantsPage(c)) return refusal;
    const [known] = await deps.db.select().from(company);
    const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? known?.locale;
    const whose = known ?? { name: 'Amends', accentColor: companyDefaults.accentColor };
    return sendPage(
      c,
      pages.state(state, nearestLanguage(asked), whose),
      refusal.status as ContentfulStatusCode,
    );
  };
}

/** A form and a browser want a page; a program that sends JSON wants JSON unless it says otherwise. */
export function wantsPage(c: Context): boolean {
  const accept = c.req.header('accept') ?? '';
  const sendsJson = /^application\/json/i.test(c.req.header('content-type') ?? '');
  return accept.includes('text/html') || (!sendsJson && !accept.includes('json'));
}

export function unknownLink(c: Context): Response {
  return answer(c, 404, { code: 'not_found', detail: 'We do not know this link.' });
}

export function tooLong(c: Context): Response {
  return answer(c, 413, { code: 'invalid', detail: 'The answers are too long.' });
}

export function unreadable(c: Context, why: 'content-type' | 'unreadable'): Response {
  return why === 'content-type'
    ? answer(c, 415, { code: 'invalid', detail: 'Send a form, or JSON.' })
    : answer(c, 400, { code: 'invalid', detail: 'The answers cannot be read.' });
}
