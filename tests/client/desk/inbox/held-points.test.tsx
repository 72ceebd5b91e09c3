import i18next, { type i18n } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, test } from 'vitest';
import ar from '#client/locales/ar/grants.json' with { type: 'json' };
import en from '#client/locales/en/grants.json' with { type: 'json' };
import he from '#client/locales/he/grants.json' with { type: 'json' };
import ru from '#client/locales/ru/grants.json' with { type: 'json' };
import { HeldPoints } from '#client/desk/inbox/held-points.tsx';

const worth = { amountMinor: 500, currency: 'SAR' };

test.each([
  { locale: 'en', grants: en, points: '250 points', says: 'worth SAR 5.00' },
  { locale: 'ar', grants: ar, points: '250 نقطة', says: 'قيمتها' },
  { locale: 'he', grants: he, points: '250 נקודות', says: 'בשווי' },
  { locale: 'ru', grants: ru, points: '250 баллов', says: 'это 5,00' },
])('points are told as points with their worth in $locale', async ({ locale, grants, points, says }) => {
  const told = await shownIn(locale, grants, { points: 250, worth });
  expect(told).toContain(points);
  expect(told).toContain(says);
  expect(told).not.toContain('PTS');
});

test('points without a worth are told without one', async () => {
  expect(await shownIn('en', en, { points: 250, worth: null })).not.toContain('worth');
});

async function shownIn(
  locale: string,
  grants: object,
  points: Parameters<typeof HeldPoints>[0]['points'],
): Promise<string> {
  const speech: i18n = i18next.createInstance();
  await speech.init({ lng: locale, resources: { [locale]: { grants } } });
  const markup = renderToStaticMarkup(
    <I18nextProvider i18n={speech}>
      <HeldPoints points={points} />
    </I18nextProvider>,
  );
  return markup.replaceAll(/[\u00a0\u202f]/g, ' ');
}
