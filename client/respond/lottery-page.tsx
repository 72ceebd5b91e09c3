import { format } from '#client/locales/format.ts';
import { languageNames } from '#client/locales/languages.ts';
import { rewardTexts } from '#client/locales/reward-texts.ts';
import { directionOf, LANGUAGES, type Language } from '#surveys/languages.ts';
import { documentOf, type Frame } from './document.tsx';
import { fill } from './fill.ts';
import { checkProgram } from './lottery-check.ts';

/** What everybody may know of a draw. */
export type ShownLottery = {
  prizeMinor: number;
  currency: string;
  winners: number;
  seedHash: string;
  openedAt: Date;
  closesAt: Date;
  closedAt: Date | null;
  draw: null | { seed: string; ticketsHash: string; tickets: number; drawnAt: Date; winning: number[] };
};

export type LotteryPageProps = {
  frame: Frame;
  lottery: ShownLottery;
  timeZone: string;
  /** Where the list of tickets lies. */
  ticketsUrl: string;
};

/** What the page needs beside the style of every page. */
export const lotteryCss =
  'main{max-width:680px}h2{font-size:20px;line-height:1.4;margin-block:34px 8px}dl{margin-block-start:12px}' +
  'dt{color:var(--soft);font-size:15px;margin-block-start:12px}dd{overflow-wrap:anywhere}code{font:14px/1.5 ui-monospace,monospace}dd a{color:var(--accent)}dd.soft{color:var(--soft);font-size:15px}' +
  'ol.steps{padding-inline-start:24px}ol.steps+p{margin-block-start:14px}ol.steps li{margin-block-start:8px}' +
  'pre{margin-block-start:12px;padding:14px;background:var(--tint);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,monospace;text-align:left}' +
  '.winning{display:flex;flex-wrap:wrap;gap:8px;list-style:none;padding:0;margin-block-start:8px}' +
  '.winning li{padding:4px 14px;border:1.5px solid var(--accent);border-radius:99px;font-weight:650;font-variant-numeric:tabular-nums}';

/** The public page of a draw: what is promised, then what was drawn and how anybody checks it. No script, no person. */
export function lotteryPage({ frame, lottery, timeZone, ticketsUrl }: LotteryPageProps): string {
  const { language } = frame;
  const { page } = rewardTexts(language);
  const { money, number, dayOf } = format(language, timeZone);
  const prize = money(lottery.prizeMinor, lottery.currency);
  return documentOf({
    frame,
    title: page.title,
    page: 'lottery',
    children: (
      <>
        <h1>{page.title}</h1>
        <p>{fill(page.prizes, { prize, winners: number(lottery.winners) })}</p>
        <p>{standing(lottery, language, timeZone)}</p>
        {lottery.draw ? <Winning winning={lottery.draw.winning} language={language} /> : null}
        <h2>{page.promise}</h2>
        {lottery.draw ? null : <p>{page.how}</p>}
        <dl>
          <dt>{page.seedHash}</dt>
          <Code text={lottery.seedHash} />
          <dd className="soft">{fill(page.opened, { day: dayOf(lottery.openedAt) })}</dd>
          {lottery.draw ? <Revealed draw={lottery.draw} {...{ language, ticketsUrl }} /> : null}
        </dl>
        {lottery.draw ? <Check {...{ lottery, language, ticketsUrl }} /> : null}
        <Languages language={language} />
      </>
    ),
  });
}

function standing({ draw, closedAt, closesAt }: ShownLottery, language: Language, timeZone: string): string {
  const { page } = rewardTexts(language);
  const { dayOf, number } = format(language, timeZone);
  if (draw?.tickets === 0) return page.nobody;
  if (draw) return fill(page.drawn, { day: dayOf(draw.drawnAt), tickets: number(draw.tickets) });
  return closedAt ? page.closed : fill(page.open, { day: dayOf(closesAt) });
}

function Winning({ winning, language }: { winning: number[]; language: Language }) {
  if (winning.length === 0) return null;
  return (
    <>
      <h2>{rewardTexts(language).page.winning}</h2>
      <ol className="winning">
        {winning.map((ticket) => (
          <li key={ticket}>{ticket}</li>
        ))}
      </ol>
    </>
  );
}

type Drawn = NonNullable<ShownLottery['draw']>;

function Revealed({ draw, language, ticketsUrl }: { draw: Drawn; language: Language; ticketsUrl: string }) {
  const { page } = rewardTexts(language);
  return (
    <>
      <dt>{page.seed}</dt>
      <Code text={draw.seed} />
      <dt>{page.ticketsHash}</dt>
      <Code text={draw.ticketsHash} />
      <dd>
        <a href={ticketsUrl}>{page.list}</a>
      </dd>
      <dd className="soft">{page.listText}</dd>
    </>
  );
}

type CheckProps = { lottery: ShownLottery; language: Language; ticketsUrl: string };

function Check({ lottery, language, ticketsUrl }: CheckProps) {
  const { page } = rewardTexts(language);
  const { draw, seedHash, winners } = lottery;
  if (!draw) return null;
  return (
    <>
      <h2>{page.check}</h2>
      <ol className="steps">
        <li>{page.check1}</li>
        <li>{page.check2}</li>
        <li>{page.check3}</li>
      </ol>
      <p>{page.check4}</p>
      <pre dir="ltr" lang="en">
        {checkProgram({ ...draw, seedHash, winners, ticketsUrl })}
      </pre>
    </>
  );
}

const Code = ({ text }: { text: string }) => (
  <dd>
    <code dir="ltr">{text}</code>
  </dd>
);

/** Links that ask for the same page again, so that changing the language needs no script. */
function Languages({ language }: { language: Language }) {
  return (
    <nav className="languages" aria-label={rewardTexts(language).page.languages}>
      {LANGUAGES.filter((one) => one !== language).map((one) => (
        <a key={one} href={`?lang=${one}`} lang={one} dir={directionOf(one)} hrefLang={one}>
          {languageNames[one]}
        </a>
      ))}
    </nav>
  );
}
