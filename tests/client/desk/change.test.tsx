import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { expect, test } from 'vitest';
import desk from '#client/locales/en/desk.json' with { type: 'json' };
import { changeOf } from '#client/desk/overview/change-of.ts';
import { Change } from '#client/desk/components/change.tsx';

await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'desk', resources: { en: { desk } } });

const point = (month: string) => ({ month, value: 10, n: 40, interval: null, hidden: null });

test('a real change is told with its size and the month before', () => {
  const change = changeOf(
    {
      change: { value: -23, interval: { low: -40, high: -6 }, isReal: true },
      byMonth: [point('2026-10'), point('2026-11')],
    },
    String,
  );
  expect(change && renderToStaticMarkup(<Change {...change} />)).toContain('since October');
});
