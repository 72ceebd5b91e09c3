import { describe, expect, test } from 'vitest';
import { signOfRequest, signOfVisits, type Visit } from '#server/ask/preferences/machine-visit.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

describe('one request', () => {
  test.each([
    ['Safari on a phone', iphone],
    ['Chrome', chrome],
    ['Edge', `${chrome} Edg/130.0.0.0`],
    ['Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0'],
    ['the browser inside the Gmail app', `${iphone} GSA/330.0`],
    ['Opera Mini', 'Opera/9.80 (Android; Opera Mini/36.2/119.132; U; ar) Presto/2.12 Version/12.16'],
    ['a Samsung phone', `${chrome} SamsungBrowser/26.0`],
    [
      'a phone called CUBOT',
      'Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120.0 Mobile',
    ],
  ])('of %s may be a person', (_, userAgent) => {
    expect(signOfRequest({ method: 'GET', userAgent, purpose: '' })).toBeNull();
  });

  test.each([
    ['head', { method: 'HEAD', userAgent: chrome }],
    ['prefetch', { userAgent: chrome, purpose: 'prefetch' }],
    ['prefetch', { userAgent: chrome, purpose: 'prefetch;prerender' }],
    ['prefetch', { userAgent: iphone, purpose: 'preview' }],
    ['no-browser', { userAgent: '' }],
    ['no-browser', { userAgent: 'curl/8.5.0' }],
    ['no-browser', { userAgent: 'python-requests/2.32' }],
    ['no-browser', { userAgent: 'Go-http-client/2.0' }],
    ['no-browser', { userAgent: 'Microsoft Office/16.0' }],
    ['no-browser', { userAgent: 'WhatsApp/2.24' }],
    [
      'known-scanner',
      { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['known-scanner', { userAgent: 'Mozilla/5.0 (compatible; BarracudaCentral)' }],
    ['known-scanner', { userAgent: `${chrome} Proofpoint-URLDefense` }],
    ['known-scanner', { userAgent: 'Mozilla/5.0 (compatible; Mimecast)' }],
    ['known-scanner', { userAgent: 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)' }],
    ['known-scanner', { userAgent: `${chrome} BingPreview/1.0b` }],
    ['known-scanner', { userAgent: `${chrome} HeadlessChrome/130.0` }],
    ['known-scanner', { userAgent: 'Mozilla/5.0 (compatible; YandexBot/3.0)' }],
  ] as const)('shows a machine by %s: %o', (sign, request) => {
    expect(signOfRequest({ method: 'GET', purpose: '', ...request })).toBe(sign);
  });
});

describe('visits together', () => {
  const visit = (at: number, overrides: Partial<Visit> = {}): Visit => ({
    method: 'GET',
    userAgent: chrome,
    purpose: '',
    address: '203.0.113.9',
    link: '/s/token',
    answer: null,
    at,
    ...overrides,
  });
  const score = (answer: string, at: number, overrides: Partial<Visit> = {}) =>
    visit(at, { answer, link: `/s/token?q=recommend&a=${answer}`, ...overrides });

  test.each<[string, Visit[], ReturnType<typeof signOfVisits>]>([
    ['one visit', [visit(0)], null],
    ['one score', [score('7', 0)], null],
    ['the same score again', [score('7', 0), score('7', 300), score('7', 600)], null],
    ['a change of mind', [score('7', 0), score('8', 4000)], null],
    ['two scores in a second', [score('0', 0), score('1', 400)], 'many-answers'],
    ['three scores in ten seconds', [score('0', 0), score('1', 4000), score('2', 8000)], 'many-answers'],
    ['three scores in half a minute', [score('0', 0), score('1', 12_000), score('2', 24_000)], null],
    [
      'two scores from two addresses',
      [score('0', 0, { address: '198.51.100.1' }), score('1', 400, { address: '198.51.100.2' })],
      null,
    ],
    [
      'every link in a second',
      [visit(0), visit(300, { link: '/u/token' }), visit(700, { link: '/p/token' })],
      'all-links',
    ],
    [
      'every link one after another',
      [visit(0), visit(5000, { link: '/u/token' }), visit(9000, { link: '/p/token' })],
      null,
    ],
    ['two links in a second', [visit(0), visit(300, { link: '/u/token' })], null],
  ])('%s', (_, visits, sign) => {
    const last = visits.at(-1) ?? visit(0);
    expect(signOfVisits(last, visits.slice(0, -1), false)).toBe(sign);
    expect(signOfVisits(last, visits.slice(0, -1), true)).toBeNull();
  });
});
