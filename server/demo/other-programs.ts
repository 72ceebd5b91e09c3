import { desc, eq, sql } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import { dispatchMail } from '../ask/dispatch/dispatch.ts';
import { startTriggered } from '../ask/triggers/triggers.ts';
import { runWave } from '../ask/waves.ts';
import type { Deps } from '../deps.ts';
import { suppress } from '../email/suppressions.ts';
import { jobHandlers } from '../job-handlers.ts';
import { runJobs } from '../jobs/worker.ts';
import { makeCodes } from '../listen/reward-codes.ts';
import { answerWave } from './answer-surveys.ts';
import { demoCurrency, sampleCustomers, type SampleCustomer } from './sample-customers.ts';
import { keepPeople, type Scene } from './settle-in.ts';

const newCustomersADay = 6;
const otherOrdersADay = 2;
const staffRewardMinor = 2500;
const staffCodes = 60;

/** So many months before the newest monthly wave the loyal are asked, two weeks ahead of that month's. */
export const monthsOfLoyal = [10, 6, 3, 0];

const loyalPoints = { kind: 'points', points: 250 } as const;
const servicePoints = { kind: 'points', points: 100 } as const;

/** Some of the loyal customers are asked (A8), a sample with a share held out, and thanked with points (C9). */
export async function askTheLoyal(deps: Deps, scene: Scene, at: DateTime): Promise<void> {
  scene.clock.now = at.toJSDate();
  await switchOn(deps, 'loyal', { sample: { count: 40 }, holdOutPercent: 10, reward: loyalPoints });
  const { waveId } = await runWave(deps, null, 'loyal');
  await runJobs(deps, jobHandlers);
  await answerWave(deps, scene, { waveId, programId: 'loyal', weather: 0 });
}

/** From the newest wave until today, day by day: every order is asked about the day after (A3), and reminders go. */
export async function askAfterService(deps: Deps, scene: Scene, opens: DateTime): Promise<void> {
  const { clock, today } = scene;
  clock.now = opens.plus({ hours: 1 }).toJSDate();
  await switchOn(deps, 'after-service', { reward: servicePoints });
  await startTriggered(deps);
  for (let day = opens.plus({ days: 1 }); day < today; day = day.plus({ days: 1 })) {
    clock.now = day.set({ hour: 10 }).toJSDate();
    await placeOrders(deps, scene, day);
    await startTriggered(deps);
    await dispatchMail(deps);
    await runJobs(deps, jobHandlers);
  }
  for (const { id } of await wavesOf(deps, 'after-service')) {
    await answerWave(deps, scene, { waveId: id, programId: 'after-service', weather: 0.3 });
  }
}

/** The staff, who answer without a name, are to be thanked with codes (A2); when they are asked is left to the manager. */
export async function thankTheStaff(deps: Deps): Promise<void> {
  const { db } = deps;
  const programId = 'staff-reasons';
  await write(db, (tx) =>
    tx.run(db.update(programs).set({ rewardMinor: staffRewardMinor }).where(eq(programs.id, programId))),
  );
  const [manager] = await db.select().from(staff).where(eq(staff.role, 'manager'));
  if (manager) await makeCodes(deps, manager, { programId, n: staffCodes });
}

/** Changes a program, and lets it begin where it was paused. */
export async function switchOn(
  { db, now }: Deps,
  id: string,
  change: Partial<typeof programs.$inferInsert>,
): Promise<void> {
  await write(db, (tx) =>
    tx.run(
      db
        .update(programs)
        .set({ ...change, pausedAt: null, updatedAt: now() })
        .where(eq(programs.id, id)),
    ),
  );
}

/** Of new customers, whom nobody has asked yet, and of some who were asked this month. */
async function placeOrders(deps: Deps, scene: Scene, day: DateTime): Promise<void> {
  const { people, chance } = scene;
  const staying = people.filter(({ leavesOn }) => leavesOn === null);
  const known = people.length;
  const fresh = sampleCustomers(deps, { chance, count: newCustomersADay, today: day, months: 0, known });
  await keepPeople(deps, fresh);
  people.push(...fresh);
  const buyers = [...fresh, ...Array.from({ length: otherOrdersADay }, () => chance.of(staying))];
  await keepOrders(
    deps,
    buyers.map(({ row }, n) => orderOf(deps, scene, { row, day, n })),
  );
}

type Order = typeof orders.$inferInsert;

function orderOf(
  deps: Deps,
  { chance }: Scene,
  { row, day, n }: { row: SampleCustomer['row']; day: DateTime; n: number },
): Order {
  const at = deps.now();
  const orderedOn = day.toISODate() ?? '';
  return {
    id: newId(deps),
    externalId: `${row.externalId}-${orderedOn.slice(5).replace('-', '')}${n}`,
    customerId: row.id,
    kind: 'order',
    amountMinor: chance.between(20, 400) * 250,
    currency: demoCurrency,
    orderedOn,
    createdAt: at,
    updatedAt: at,
  };
}

async function keepOrders({ db }: Deps, placed: Order[]): Promise<void> {
  await write(db, (tx) => {
    tx.run(db.insert(orders).values(placed));
    for (const { customerId, orderedOn } of placed) {
      const latest = sql`max(coalesce(${customers.lastOrderOn}, ''), ${orderedOn})`;
      tx.run(db.update(customers).set({ lastOrderOn: latest }).where(eq(customers.id, customerId)));
    }
  });
}

/** What happens to customers besides: some want no more surveys, two have died, one may not be contacted. */
export async function someMayNotBeAsked({ db, now }: Deps, { people, chance }: Scene): Promise<void> {
  const staying = people.filter(({ leavesOn, row }) => leavesOn === null && row.email);
  const chosen = Array.from({ length: 12 }, () => chance.of(staying).row);
  const statuses = ['deceased', 'deceased', 'barred'] as const;
  await write(db, (tx) => {
    chosen.forEach(({ id, email }, n) => {
      const status = statuses[n];
      if (status) tx.run(db.update(customers).set({ status }).where(eq(customers.id, id)));
      else suppress(db, tx, { email: email ?? '', reason: n > 9 ? 'by-hand' : 'unsubscribed', at: now() });
    });
  });
}

function wavesOf({ db }: Deps, programId: string) {
  return db.select().from(waves).where(eq(waves.programId, programId)).orderBy(desc(waves.openedAt));
}
