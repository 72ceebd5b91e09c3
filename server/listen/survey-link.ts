import { eq, sql } from 'drizzle-orm';
import { besideWriter, type Database } from '#db/client.ts';
import { inOneTurn } from '#db/in-one-turn.ts';
import { packedRows } from '#db/packed-rows.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { company } from '#db/schema/company.ts';
import { lotteries } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { publicPage } from '#db/schema/understand.ts';
import { hashOf } from '../ask/invitation.ts';
import { offeredOf, rewardOf } from '../ask/program-reward.ts';
import { logoFile } from '../company/logos.ts';

export type SurveyLink = NonNullable<Awaited<ReturnType<typeof linkOf>>>;

/** Everything a personal link leads to; nothing for a token nobody was given. */
export async function linkOf(db: Database, token: string) {
  if (!/^[\w-]{22}$/.test(token)) return undefined;
  return linkByHash(besideWriter(db), hashOf(token));
}

const linkByHash = inOneTurn(async (db: Database, hashes: string[]) => {
  const [found] = await byTokenHashes(db).execute({ hashes: JSON.stringify(hashes) });
  const [whose] = theCompany.unpack(found?.company ?? '[]');
  const links = new Map(
    whose && found
      ? asked
          .unpack(found.rows)
          .map(({ key, ...link }) => [
            key.tokenHash,
            { company: whose.company, offered: offeredIn(link, whose.company.currency), ...link },
          ])
      : [],
  );
  return hashes.map((hash) => links.get(hash));
});

/** What everybody who answers is given: what the wave has promised goes before what the program says now. */
function offeredIn({ lottery, program, invitation: { waveId } }: Offering, currency: string) {
  const { id, prizeMinor, winners } = lottery;
  if (id !== null)
    return {
      kind: 'lottery' as const,
      prizeMinor: prizeMinor ?? 0,
      winners: winners ?? 0,
      currency: lottery.currency ?? currency,
      waveId,
    };
  const offered = offeredOf(rewardOf(program), currency);
  return offered?.kind === 'given' ? offered : null;
}

type Offering = Pick<ReturnType<typeof asked.unpack>[number], 'lottery' | 'program' | 'invitation'>;

const asked = packedRows({
  key: { tokenHash: invitations.tokenHash },
  invitation: {
    id: invitations.id,
    waveId: invitations.waveId,
    programId: invitations.programId,
    surveyVersionId: invitations.surveyVersionId,
    locale: invitations.locale,
    status: invitations.status,
    orderId: invitations.orderId,
    subject: invitations.subject,
    sentAt: invitations.sentAt,
    deliveredAt: invitations.deliveredAt,
    openedAt: invitations.openedAt,
    startedAt: invitations.startedAt,
    reachedQuestion: invitations.reachedQuestion,
    closesAt: invitations.closesAt,
  },
  wave: { closedAt: waves.closedAt, closesAt: waves.closesAt },
  program: { kind: programs.kind, rewardMinor: programs.rewardMinor, reward: programs.reward },
  /** The draw its wave has promised; all null where it has promised none. */
  lottery: {
    id: sql<string | null>`${lotteries.id}`,
    prizeMinor: sql<number | null>`${lotteries.prizeMinor}`,
    winners: sql<number | null>`${lotteries.winners}`,
    currency: sql<string | null>`${lotteries.currency}`,
  },
  customer: {
    id: customers.id,
    status: customers.status,
    tier: customers.tier,
    accountManager: customers.accountManager,
    department: customers.department,
    monthlyRevenueMinor: customers.monthlyRevenueMinor,
    currency: customers.currency,
  },
});

const theCompany = packedRows({
  company: {
    name: company.name,
    accentColor: company.accentColor,
    logo: logoFile,
    timeZone: company.timeZone,
    currency: company.currency,
    businessHours: company.businessHours,
    holidays: company.holidays,
    firstContactHours: company.firstContactHours,
    firstContactHoursGold: company.firstContactHoursGold,
    resolutionHours: company.resolutionHours,
    reopensWithinDays: company.reopensWithinDays,
    announcesCases: company.announcesCases,
    offersCallback: company.offersCallback,
    /** Whether there is a page for the words of customers who agree to it (C10): 1 or 0. */
    showsWords: sql<number>`EXISTS (SELECT 1 FROM ${publicPage} WHERE ${publicPage.isOn})`,
  },
});

const byTokenHashes = preparedQuery((db) =>
  db
    .select({
      rows: asked.rows,
      company: sql<string>`(SELECT ${theCompany.rows} FROM ${company} WHERE id = 1)`,
    })
    .from(invitations)
    .innerJoin(waves, eq(waves.id, invitations.waveId))
    .leftJoin(lotteries, eq(lotteries.waveId, invitations.waveId))
    .innerJoin(programs, eq(programs.id, invitations.programId))
    .innerJoin(customers, eq(customers.id, invitations.customerId))
    .where(sql`${invitations.tokenHash} IN (SELECT value FROM json_each(${sql.placeholder('hashes')}))`)
    .prepare(),
);
