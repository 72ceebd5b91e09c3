import { eq } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { company } from '#db/schema/company.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { programs } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { ensureShippedPolicy } from '../answer/policy/shipped-policy.ts';
import { ensureShippedPrograms } from '../ask/programs.ts';
import { followUpProgramId } from '../ask/shipped-programs.ts';
import { companyDefaults } from '../company/company.ts';
import { computeTiers } from '../customers/tiers.ts';
import type { Deps } from '../deps.ts';
import { askAboutTeams } from './ask-about-teams.ts';
import { arrangeCasework } from './casework.ts';
import type { Chance } from './chance.ts';
import { colleagues, theColleagues } from './colleagues.ts';
import { leaveLately } from './leave-lately.ts';
import { settleSurroundings } from './sample-surroundings.ts';
import { demoZone, firstWaveOf } from './sample-calendar.ts';
import { demoCurrency, sampleCustomers, type SampleCustomer } from './sample-customers.ts';
import { replyAddress } from './writing-back.ts';

export interface Clock {
  now: Date;
}

export interface Scene {
  chance: Chance;
  clock: Clock;
  today: DateTime;
  months: number;
  people: SampleCustomer[];
}

const customerCount = 560;
const rewardMinor = 500;

/** A gift for whoever answers (A2), and reminders of the monthly survey for whoever has not; cases are not asked after yet. */
const settingsOf = (opensOnDay: number) => [
  {
    id: 'monthly',
    rewardMinor,
    opensOnDay,
    reminders: [
      { afterDays: 4, texts: {} },
      { afterDays: 5, texts: {} },
    ],
  },
  { id: 'exit', rewardMinor },
  { id: followUpProgramId, pausedAt: new Date(0) },
];

/** The company before its first wave: its people, customers and orders. */
export async function settleIn(
  deps: Deps,
  plan: Omit<Scene, 'people'> & { say: (line: string) => void },
): Promise<Scene> {
  const { chance, clock, today, months } = plan;
  clock.now = today.minus({ months }).startOf('month').toJSDate();
  await foundCompany(deps);
  await settleSurroundings(deps);
  await ensureShippedPrograms(deps);
  await ensureShippedPolicy(deps);
  await askAboutTeams(deps);
  await arrangeCasework(deps, await theColleagues(deps));
  await write(deps.db, (tx) => {
    for (const { id, ...settings } of settingsOf(firstWaveOf(plan).day))
      tx.run(deps.db.update(programs).set(settings).where(eq(programs.id, id)));
  });
  const people = sampleCustomers(deps, { chance, count: customerCount, today, months: months + 2 });
  leaveLately(people, plan);
  plan.say(
    `Inventing ${people.length} customers and ${people.reduce((n, person) => n + person.orders.length, 0)} orders …`,
  );
  await keepPeople(deps, people);
  await computeTiers(deps);
  return { chance, clock, today, months, people };
}

export async function keepPeople({ db }: Deps, people: SampleCustomer[]): Promise<void> {
  for (let from = 0; from < people.length; from += 100) {
    const chunk = people.slice(from, from + 100);
    await write(db, (tx) => {
      tx.run(db.insert(customers).values(chunk.map(({ row }) => row)));
      for (const person of chunk)
        if (person.orders.length > 0) tx.run(db.insert(orders).values(person.orders));
    });
  }
}

async function foundCompany(deps: Deps): Promise<void> {
  const at = deps.now();
  const sundayToThursday = ['7', '1', '2', '3', '4'].map((day) => [day, [['08:00', '18:00']]]);
  await write(deps.db, (tx) => {
    tx.run(
      deps.db.insert(company).values({
        ...companyDefaults,
        id: 1,
        name: 'Waha Water',
        locale: 'en',
        timeZone: demoZone,
        currency: demoCurrency,
        senderName: 'Waha Water',
        senderEmail: 'care@waha.example',
        contactCaps: [{ channel: 'email', count: 2, days: 30 }],
        replyAddress,
        businessHours: Object.fromEntries(sundayToThursday),
        updatedAt: at,
      }),
    );
    for (const person of Object.values(colleagues)) {
      tx.run(deps.db.insert(staff).values({ ...person, id: newId(deps), createdAt: at, updatedAt: at }));
    }
  });
}
