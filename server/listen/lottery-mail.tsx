import { and, eq } from 'drizzle-orm';
import { format } from '#client/locales/format.ts';
import { rewardTexts } from '#client/locales/reward-texts.ts';
import { grants } from '#db/schema/grants.ts';
import { lotteries, lotteryWins } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { FootLine, Letter, LetterButton, Line } from '../email/letter.tsx';
import { printOnce } from '../email/letter-press.ts';
import { filledParts } from '../email/filled-parts.tsx';
import { filled, languageOf } from '../email/mail-texts.ts';
import { sendMessage } from '../email/messages.ts';
import type { Job } from '../jobs/jobs.ts';
import { mayNotBeContacted } from './follow-up.ts';

/** Tells a winner: once for the job, and nobody who may not be written to. */
export async function sendLotteryMail(
  deps: Deps,
  { id, payload }: Pick<Job, 'id' | 'payload'>,
): Promise<void> {
  const won = await wonBy(deps, payload);
  if (!won || mayNotBeContacted(won.customer)) return;
  const { customer, lottery, ticket } = won;
  const { email } = customer;
  if (!email) return;
  const company = await theCompany(deps.db);
  const locale = languageOf(customer.locale);
  const prize = format(locale).money(lottery.prizeMinor, lottery.currency);
  const url = `${deps.config.url}/lottery/${lottery.waveId}?lang=${locale}`;
  const letter = {
    company,
    locale,
    name: customer.name ?? '',
    prize,
    ticket: format(locale).number(ticket),
    url,
  };
  const { html, text } = await printOnce(<LotteryMail {...letter} />);
  await sendMessage(deps, {
    id,
    kind: 'reward',
    to: { name: customer.name, email },
    locale,
    subject: filled(rewardTexts(locale).mail.subject, { prize }),
    html,
    text,
    customerId: customer.id,
  });
}

async function wonBy({ db }: Deps, { lotteryId, place }: Job['payload']) {
  const [won] = await db
    .select({ customer: customers, lottery: lotteries, ticket: lotteryWins.ticket })
    .from(lotteryWins)
    .innerJoin(lotteries, eq(lotteries.id, lotteryWins.lotteryId))
    .innerJoin(customers, eq(customers.id, lotteryWins.customerId))
    .innerJoin(grants, eq(grants.id, lotteryWins.grantId))
    .where(and(eq(lotteryWins.lotteryId, String(lotteryId)), eq(lotteryWins.place, Number(place))));
  return won;
}

interface Won {
  company: { name: string; accentColor: string };
  locale: ReturnType<typeof languageOf>;
  name: string;
  prize: string;
  ticket: string;
  url: string;
}

function LotteryMail({ company, locale, name, prize, ticket, url }: Won) {
  const { greeting, greetingUnnamed, won, check, thanks, foot } = rewardTexts(locale).mail;
  return (
    <Letter company={company} locale={locale} preview={thanks} foot={<FootLine>{foot}</FootLine>}>
      <Line>{filledParts(name.trim() ? greeting : greetingUnnamed, { name })}</Line>
      <Line>{filledParts(won, { ticket, prize })}</Line>
      <LetterButton href={url} color={company.accentColor}>
        {check}
      </LetterButton>
      <Line>
        {thanks}
        <br />
        <bdi>{company.name}</bdi>
      </Line>
    </Letter>
  );
}
