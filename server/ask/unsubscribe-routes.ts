import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { nearestLanguage } from '#client/locales/languages.ts';
import { isLanguage } from '#surveys/languages.ts';
import { may } from '../auth/may.ts';
import { theCompany } from '../company/company.ts';
import type { Env } from '../http/env.ts';
import { unsubscribePage, type UnsubscribeState } from './unsubscribe-page.tsx';
import { resubscribe, subscriptionOf, unsubscribe, type Subscription } from './unsubscribing.ts';

const smallBody = bodyLimit({ maxSize: 16 * 1024 });

/** RFC 8058: the page and the one-click POST share one address; only the POST with the pair changes anything. */
export function unsubscribeRoutes() {
  return new Hono<Env>()
    .get('/u/:token', may('anyone'), async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      return show(c, subscription, subscription?.isUnsubscribed ? 'done' : 'ask');
    })
    .post('/u/:token', may('anyone'), smallBody, async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      if (!subscription || !(await asksOneClick(c))) {
        return show(c, subscription, subscription?.isUnsubscribed ? 'done' : 'ask');
      }
      await unsubscribe(c.var.deps, subscription);
      return show(c, subscription, 'done');
    })
    .post('/u/:token/resubscription', may('anyone'), smallBody, async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      if (subscription) await resubscribe(c.var.deps, subscription);
      return show(c, subscription, 'back');
    });
}

async function asksOneClick(c: Context<Env>): Promise<boolean> {
  const body: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
  return body['List-Unsubscribe'] === 'One-Click';
}

async function show(c: Context<Env>, subscription: Subscription | null, state: UnsubscribeState) {
  const company = await theCompany(c.var.deps.db);
  const lang = c.req.query('lang');
  const asked = isLanguage(lang) ? lang : undefined;
  const { html, policy } = unsubscribePage({
    state: subscription ? state : 'unknown',
    company,
    locale:
      asked ?? subscription?.locale ?? nearestLanguage(c.req.header('accept-language') ?? company.locale),
    email: subscription?.email ?? '',
    token: c.req.param('token') ?? '',
    query: asked ? `?lang=${asked}` : '',
  });
  c.header('content-security-policy', policy);
  c.header('cache-control', 'no-store');
  return c.html(html, subscription ? 200 : 404);
}
