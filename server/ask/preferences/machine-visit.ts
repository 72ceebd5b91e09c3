/** Somebody or something opened a link of a mail. */
export interface Visit {
  method: string;
  userAgent: string;
  /** What `Purpose`, `Sec-Purpose`, `X-Purpose` and `X-Moz` say. */
  purpose: string;
  address: string | null;
  /** The path with its query: which of the mail's links it was. */
  link: string;
  /** The answer the link chooses, if it does. */
  answer: string | null;
  /** Milliseconds. */
  at: number;
}

export type MachineSign = 'head' | 'prefetch' | 'no-browser' | 'known-scanner' | 'many-answers' | 'all-links';

/** What gives a machine away in one request by itself; null for what a person's browser would send. */
export function signOfRequest({
  method,
  userAgent,
  purpose,
}: Pick<Visit, 'method' | 'userAgent' | 'purpose'>): MachineSign | null {
  // No browser asks for the head of a page somebody wants to read.
  if (method === 'HEAD') return 'head';
  if (/prefetch|preview|prerender/i.test(purpose)) return 'prefetch';
  if (!browsers.test(userAgent)) return 'no-browser';
  return scanners.test(userAgent) ? 'known-scanner' : null;
}

/**
 * What gives a machine away when its visits to one customer's links are seen together: several answers chosen or most
 * links opened within seconds by one address, while no script of the page has run (`sawScript`). A person who changes
 * her mind takes longer than that, and her browser runs the script.
 */
export function signOfVisits(
  visit: Visit,
  earlier: readonly Visit[],
  sawScript: boolean,
): MachineSign | null {
  if (sawScript) return null;
  const together = [...earlier.filter(({ address }) => address === visit.address), visit];
  const within = (milliseconds: number) => together.filter(({ at }) => visit.at - at <= milliseconds);
  const isMany = manyAnswers.some(
    ({ answers, milliseconds }) => distinct(within(milliseconds).map(({ answer }) => answer)) >= answers,
  );
  if (isMany) return 'many-answers';
  return distinct(within(allLinksMilliseconds).map(({ link }) => link)) >= allLinks ? 'all-links' : null;
}

/** How long visits to one customer's links are looked at together. */
export const togetherMilliseconds = 10_000;

const manyAnswers = [
  { answers: 2, milliseconds: 1000 },
  { answers: 3, milliseconds: togetherMilliseconds },
];
const allLinks = 3;
const allLinksMilliseconds = 1500;

const distinct = (values: (string | null)[]): number =>
  new Set(values.filter((value) => value !== null)).size;

/** Every browser in use begins like this, Opera Mini included; libraries and command lines do not. */
const browsers = /^(?:Mozilla|Opera)\//;

/** Security gateways, link previews and robots that call themselves a browser and say who they are. */
const scanners = new RegExp(
  [
    '(?<!cu)bots?\\b|crawl|spider|slurp|scan(?:ner|ning)\\b|preview|prefetch|urldefen[cs]e|linkcheck|validator',
    'headless|phantomjs|puppeteer|playwright|selenium|webdriver',
    'barracuda|proofpoint|mimecast|messagelabs|symantec|trend ?micro|fireeye|trellix|forcepoint|sophos|ironport',
    'avanan|check ?point|safelinks|zscaler|fortinet|fortimail|bitdefender|cloudmark|spamexperts|spamhaus|virustotal',
    'microsoft office|ms-office|bingpreview|skypeuripreview|googleimageproxy|google-safety|google-read-aloud',
    'facebookexternalhit|whatsapp|slack-imgproxy|yahoomailproxy|python|curl|wget|go-http|java/|okhttp|node-fetch|axios',
  ].join('|'),
  'i',
);
