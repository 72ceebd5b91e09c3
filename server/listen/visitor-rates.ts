import type { Context, MiddlewareHandler, Next } from 'hono';
import { nearestLanguage } from '#client/locales/languages.ts';
import { respondAssets } from '#client/respond/respond-assets.ts';
import { projectRoot } from '#db/project-root.ts';
import { company } from '#db/schema/company.ts';
import { peerAddress } from '../auth/peer-address.ts';
import { companyDefaults } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { isInside, networkOf } from '../http/network-of.ts';
import { answer } from '../http/problem.ts';
import { rateOf } from '../http/rate.ts';
import { anonymousLinkOf } from './anonymous-link.ts';
import { sayHeadersOfAnyPage } from './page-headers.ts';
import { respondPages, type RespondPages } from './respond-pages.ts';
import { sendPage } from './send-page.ts';
import { wantsPage } from './wants-page.ts';

const STRANGERS = /^\/(?:(?:[spu]|shared|api\/shared)\/|heard$)/;
const tokenFrom = '/s/'.length;
const tokenLength = 22;

/**
 * Asks whoever comes too often with a link of a mail to come again in a moment, before anything is looked at. Each process
 * counts for itself.
 */
export function slowDown(deps: Deps): MiddlewareHandler {
  const rateFor = (perMinute: number) => rateOf({ perMinute, atOnce: Math.ceil(perMinute / 2) });
  const { postsPerAddress, postsPerLink, readsPerAddress } = deps.config.visits;
  const [posts, reads, links] = [rateFor(postsPerAddress), rateFor(readsPerAddress), rateFor(postsPerLink)];
  const visitor = visitorOf(deps);
  const refuse = refusalOf(deps);

  return (c, next) => {
    const { path } = c.req;
    if (!STRANGERS.test(path)) return next();
    const now = deps.now().getTime();
    const isPost = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    const from = visitor(c);
    const waitOfAddress = from === null ? 0 : (isPost ? posts : reads)(from, now);
    if (waitOfAddress > 0) return refuse(c, waitOfAddress);
    const token = path.slice(tokenFrom, tokenFrom + tokenLength);
    if (!isPost || token.length < tokenLength) return next();
    const waitOfLink = links(token, now);
    return waitOfLink > 0 ? refuseUnlessShared(c, next, { token, wait: waitOfLink }) : next();
  };

  /** A whole staff answers by one shared link. */
  async function refuseUnlessShared(
    c: Context,
    next: Next,
    { token, wait }: { token: string; wait: number },
  ) {
    if (await anonymousLinkOf(deps.db, token)) return next();
    return refuse(c, wait);
  }
}

/** By whom a visit counts, and whose answers come from one place; nobody where all of them come through a proxy that we were not told to believe. */
export function visitorOf(deps: Deps): (c: Context) => string | null {
  let isTold = false;
  return (c) => {
    const address = peerAddress(deps, c);
    if (address === null) return null;
    if (deps.config.trustProxy || !isInside(address) || !c.req.header('x-forwarded-for'))
      return networkOf(address);
    if (!isTold)
      deps.log.warn(
        'Visits come through a proxy: AMENDS_TRUST_PROXY=yes would tell one visitor from another.',
      );
    isTold = true;
    return null;
  };
}

/** A page for a person, a problem for a program. */
function refusalOf(deps: Deps): (c: Context, wait: number) => Promise<Response> {
  let pages: RespondPages | undefined;
  return async (c, wait) => {
    sayHeadersOfAnyPage(c);
    c.header('retry-after', String(Math.ceil(wait / 1000)));
    if (!wantsPage(c))
      return answer(c, 429, { code: 'too_many', detail: 'Too many at once. Nothing was stored.' });
    pages ??= respondPages(respondAssets(projectRoot));
    const [known] = await deps.db.select().from(company);
    const whose = known ?? { name: 'Amends', accentColor: companyDefaults.accentColor };
    const language = nearestLanguage(c.req.query('lang') ?? c.req.header('accept-language') ?? known?.locale);
    return sendPage(c, pages.state('tooMany', language, whose), 429);
  };
}
