import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { events } from '#db/schema/events.ts';
import { type invitations, surveyVersions } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { hashOf } from '#server/ask/invitation.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { aColleague, aCompany, aCustomer, anOrder } from './cast.ts';
import { anInvitation } from './invited.ts';
import { anOpenWave } from './open-wave.ts';
import { aRunningAmends } from './running-amends.ts';
import { onPhone, visitors } from './visitors.ts';

export const phone = { ...onPhone, locale: 'en-GB' };
export const withoutScript = { ...phone, javaScriptEnabled: false };

type Invited = {
  program?: 'monthly' | 'exit';
  /** A survey of one's own in the place of the program's. */
  definition?: SurveyDefinition;
  invitation?: Partial<typeof invitations.$inferInsert>;
  locale?: string;
  context?: BrowserContextOptions;
  query?: string;
  /** Waits until the script has taken over, where there is one to wait for. */
  isLive?: boolean;
  before?: (page: Page) => Promise<unknown>;
};

/** A running product with open waves, and customers who open their links in a browser. */
export async function askedCustomers(journey: string) {
  const { deps, url } = await aRunningAmends();
  const { visitor, shoot, forgiven } = await visitors(journey, url);
  await aCompany(deps, { timeZone: 'Asia/Riyadh' });
  await aColleague(deps, { locale: 'en', name: 'Grace Hopper' });
  await aColleague(deps, { locale: 'ar', name: 'هدى صالح' });
  const waves = { monthly: await anOpenWave(deps, 'monthly'), exit: await anOpenWave(deps, 'exit') };

  let runs = 10;

  /** A customer with an order who has opened her link, and what stands stored of her answer. */
  async function invited({ program = 'monthly', locale = 'en', context = phone, ...how }: Invited = {}) {
    const customer = await aCustomer(deps, { locale });
    await anOrder(deps, { customerId: customer.id });
    const { token, row } = await anInvitation(deps, waves[program], {
      customerId: customer.id,
      locale,
      ...(how.definition && { surveyVersionId: await published(how.definition) }),
      ...how.invitation,
    });
    const page = await visitor(context);
    await how.before?.(page);
    const path = `/s/${token}`;
    await page.goto(path + (how.query ?? ''), { waitUntil: 'commit' });
    if (!how.invitation) await page.getByRole('button').first().waitFor();
    if (!how.invitation && how.isLive !== false && !how.before && context.javaScriptEnabled !== false)
      await isTakenOver(page);
    const stored = () => deps.db.select().from(responses).where(eq(responses.invitationId, row.id));
    const told = () => deps.db.select().from(events).where(eq(events.customerId, customer.id));
    /** What is stored of answers that were sent. */
    const sent = async () => (await stored()).filter(({ status }) => status === 'complete');
    return { page, path, stored, sent, told };
  }

  async function published(definition: SurveyDefinition): Promise<string> {
    const id = newId(deps);
    const version = { id, surveyId: 'monthly', number: runs++, checksum: id, publishedAt: deps.now() };
    await write(deps.db, (tx) =>
      tx.run(deps.db.insert(surveyVersions).values({ ...version, definition: { ...definition } })),
    );
    return id;
  }

  /** The one link of an anonymous wave, and what stands stored of it. */
  async function sharedLink() {
    const token = randomBytes(16).toString('base64url');
    const wave = await anOpenWave(deps, 'staff-reasons', {
      run: runs++,
      tokenHash: hashOf(token),
      preparedAt: deps.now(),
    });
    const stored = () => deps.db.select().from(responses).where(eq(responses.waveId, wave.id));
    return { path: `/s/${token}`, stored };
  }

  return { deps, url, sharedLink, invited, visitor, shoot, forgiven, waves };
}

export const score = (page: Page, points: number) =>
  page.getByRole('radio', { name: new RegExp(`^${points} out of`) });

export const isTakenOver = (page: Page) => page.locator('form[novalidate]').waitFor();

export const thanked = (page: Page) => page.getByRole('heading', { name: 'Thank you' }).waitFor();

/** Another tab of the same browser. */
export async function anotherTab(of: Page, path: string): Promise<Page> {
  const page = await (of.context() satisfies BrowserContext).newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(path);
  return page;
}
