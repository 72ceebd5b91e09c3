import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { nearestLanguage } from '#client/locales/languages.ts';
import { isLanguage } from '#surveys/languages.ts';
import { may } from '../../auth/may.ts';
import { theCompany } from '../../company/company.ts';
import type { Env } from '../../http/env.ts';
import { choices } from './preference.ts';
import { preferencesPage } from './preferences-page.tsx';
import { unsubscribePage, type Asked, type UnsubscribeState } from './unsubscribe-page.tsx';
import { choose, resubscribe, subscriptionOf, unsubscribe, type Subscription } from './unsubscribing.ts';

const smallBody = bodyLimit({ maxSize: 16 * 1024 });

/** RFC 8058: the page and the one-click POST share one address; only the POST with the pair changes anything. */
export function unsubscribeRoutes() {
  return new Hono<Env>()
    .get('/u/:token', may('anyone'), async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      return show(c, subscription, standing(subscription));
    })
    .post('/u/:token', may('anyone'), smallBody, async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      const { 'List-Unsubscribe': pair } = await formOf(c);
      if (!subscription || pair !== 'One-Click') return show(c, subscription, standing(subscription));
      await unsubscribe(c.var.deps, subscription);
      return show(c, subscription, 'done');
    })
    .post('/u/:token/resubscription', may('anyone'), smallBody, async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      if (!subscription) return show(c, null, 'unknown');
      const preference = await resubscribe(c.var.deps, subscription);
      return show(c, { ...subscription, preference }, 'back');
    })
    .get('/p/:token', may('anyone'), async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      return showPreferences(c, subscription, false);
    })
    .post('/p/:token', may('anyone'), smallBody, async (c) => {
      const subscription = await subscriptionOf(c.var.deps, c.req.param('token'));
      const { choice: said } = await formOf(c);
      const choice = choices.find((known) => known === said);
      if (!subscription || !choice) return showPreferences(c, subscription, false);
      const preference = await choose(c.var.deps, subscription, choice);
      return showPreferences(c, { ...subscription, preference }, true);
    });
}

const standing = (subscription: Subscription | null): UnsubscribeState =>
  subscription && subscription.preference !== 'all' ? 'done' : 'ask';

async function formOf(c: Context<Env>): Promise<Record<string, unknown>> {
  return c.req.parseBody().catch(() => ({}));
}

async function show(
  c: Context<Env>,
  subscription: Subscription | null,
  state: UnsubscribeState,
): Promise<Response> {
  if (subscription?.preference === 'stopped') return showPreferences(c, subscription, false);
  const asked = await askedFrom(c, subscription);
  return send(
    c,
    unsubscribePage({ ...asked, state: subscription ? state : 'unknown' }),
    subscription !== null,
  );
}

async function showPreferences(
  c: Context<Env>,
  subscription: Subscription | null,
  isSaved: boolean,
): Promise<Response> {
  if (!subscription) return show(c, null, 'unknown');
  const { preference } = subscription;
  return send(c, preferencesPage({ ...(await askedFrom(c, subscription)), preference, isSaved }), true);
}

async function askedFrom(c: Context<Env>, subscription: Subscription | null): Promise<Asked> {
  const company = await theCompany(c.var.deps.db);
  const lang = c.req.query('lang');
  const asked = isLanguage(lang) ? lang : undefined;
  return {
    company,
    locale:
      asked ?? subscription?.locale ?? nearestLanguage(c.req.header('accept-language') ?? company.locale),
    email: subscription?.email ?? '',
    token: c.req.param('token') ?? '',
    query: asked ? `?lang=${asked}` : '',
  };
}

function send(c: Context<Env>, { html, policy }: { html: string; policy: string }, isKnown: boolean) {
  c.header('content-security-policy', policy);
  c.header('cache-control', 'no-store');
  return c.html(html, isKnown ? 200 : 404);
}
