import i18next from 'i18next';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, test } from 'vitest';
import ar from '#client/locales/ar/alerts.json' with { type: 'json' };
import en from '#client/locales/en/alerts.json' with { type: 'json' };
import he from '#client/locales/he/alerts.json' with { type: 'json' };
import ru from '#client/locales/ru/alerts.json' with { type: 'json' };
import type { Hook } from '#client/desk/settings/alerts-data.ts';
import { HookLast, PostProblem } from '#client/desk/settings/hook-cells.tsx';

const paused: Hook = {
  id: 'h1',
  name: 'Team chat',
  kind: 'slack',
  host: 'chat.example',
  kinds: ['opened'],
  leastSeverity: 1,
  locale: 'en',
  createdAt: '2026-10-01T08:00:00.000Z',
  pausedAt: '2026-10-04T08:00:00.000Z',
  pausedBecause: 'unanswered',
  deliveries: [],
};

describe('a paused hook whose posts are forgotten still says why', () => {
  test.each([
    { locale: 'en', alerts: en, after: 'for three days', gone: 'paused at once' },
    { locale: 'ar', alerts: ar, after: 'منذ ثلاثة أيام', gone: 'فورًا' },
    { locale: 'he', alerts: he, after: 'שלושה ימים', gone: 'מיד' },
    { locale: 'ru', alerts: ru, after: 'Три дня', gone: 'сразу' },
  ])('in $locale', async ({ locale, alerts, after, gone }) => {
    const unanswered = await shownIn(locale, alerts, paused);
    expect(unanswered).toContain(after);
    expect(unanswered).not.toContain('410');
    const atOnce = await shownIn(locale, alerts, { ...paused, pausedBecause: 'gone' });
    expect(atOnce).toContain(gone);
    expect(atOnce).toContain('\u2066410 Gone\u2069');
    expect(atOnce).not.toContain(after);
  });
});

test('what went wrong is told in the reader’s language, and the receiver’s words as they are', async () => {
  const shown = (post: Parameters<typeof PostProblem>[0]['post']) =>
    drawnIn('ar', ar, <PostProblem post={post} />);
  const answered = await shown({ status: 503, lastError: 'no_service' });
  expect(answered).toContain('جاء الرد \u2066503\u2069 <bdi dir="ltr">no_service');
  const unreached = await shown({ status: null, lastError: 'fetch failed' });
  expect(unreached).toContain('<bdi dir="ltr">fetch failed');
  expect(unreached).not.toContain('جاء الرد');
  expect(await shown({ status: 204, lastError: null })).toBe('');
});

const shownIn = (locale: string, alerts: object, hook: Hook) =>
  drawnIn(locale, alerts, <HookLast hook={hook} />);

async function drawnIn(locale: string, alerts: object, drawn: ReactElement): Promise<string> {
  const speech = i18next.createInstance();
  await speech.init({
    lng: locale,
    resources: { [locale]: { alerts } },
    interpolation: { escapeValue: false },
  });
  return renderToStaticMarkup(<I18nextProvider i18n={speech}>{drawn}</I18nextProvider>);
}
