import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import i18next from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import departures from '#client/locales/en/departures.json' with { type: 'json' };
import desk from '#client/locales/en/desk.json' with { type: 'json' };
import overview from '#client/locales/en/overview.json' with { type: 'json' };
import type { Losses } from '#client/desk/departures/departures-data.ts';
import { LossReport } from '#client/desk/departures/loss-report.tsx';

const speech = i18next.createInstance();
await speech.init({ lng: 'en', defaultNS: 'desk', resources: { en: { departures, desk, overview } } });

const told: Losses = {
  group: 'Ada Byron',
  counts: { atStart: 40, lost: 4, left: 4 },
  share: { value: 0.1, n: 40, interval: { low: 0.03, high: 0.23 }, hidden: null },
  money: [{ amountMinor: 120_000, currency: 'SAR' }],
  against: null,
};
const hidden = { counts: null, money: [], against: null };
const nothing = { value: null, interval: null };
const small: Losses = {
  ...hidden,
  group: 'Alan Hill',
  share: { ...nothing, n: '<5', hidden: 'too-few' },
};
const beside: Losses = {
  ...hidden,
  group: 'Grace Moss',
  share: { ...nothing, n: 'withheld', hidden: 'withheld' },
};

test('a hidden row says why it is hidden, and nothing else', () => {
  expect(rowsOf([told, beside, small])).toEqual([
    ['Ada Byron', '4 of 40', '10 % 3 % to 23 %, n 40', 'SAR 1,200'],
    ['Grace Moss', 'hidden to protect few', '', ''],
    ['Alan Hill', 'of fewer than 5', '', ''],
  ]);
});

test('what is hidden is explained below the table only where something is', () => {
  expect(shown([told, small])).toContain('Groups of fewer than five customers at the start stay hidden');
  expect(shown([told])).not.toContain('stay hidden');
});

const rowsOf = (rows: Losses[]) =>
  [...shown(rows).matchAll(/<tr>(<td.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<td.*?>(.*?)<\/td>/g)].map(([, cell = '']) => words(cell)),
  );

const words = (markup: string) =>
  markup
    .replaceAll(/<.*?>/g, '')
    .replaceAll(/[\u00a0\s]+/g, ' ')
    .trim();

const shown = (rows: Losses[]) =>
  renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <I18nextProvider i18n={speech}>
        <MemoryRouter>
          <LossReport by="manager" rows={rows} />
        </MemoryRouter>
      </I18nextProvider>
    </QueryClientProvider>,
  );
