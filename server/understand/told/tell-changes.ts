import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { staff } from '#db/schema/staff.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { sendMessage } from '#server/email/messages.ts';
import type { Job } from '#server/jobs/jobs.ts';
import { placeOf, stillTrue } from '../change-alerts.ts';
import { changeMail } from './change-mail.tsx';
import { departmentNames } from './department-names.ts';
import { speechIn } from './say.ts';

/** The job that mails what changed to whoever leads, each in her own language. */
export async function tellChanges(deps: Deps, job: Job): Promise<void> {
  const alerts = await stillTrue(deps, { id: job.id, alerts: String(job.payload.alerts).split(' ') });
  if (alerts.length === 0) return;
  const { name: companyName, accentColor, timeZone } = await theCompany(deps.db);
  const company = { name: companyName, accentColor };
  const departments = await departmentNames(deps.db);
  const placed = alerts.map((alert) => ({ ...alert, place: placeOf(alert) }));
  for (const { id, name, email, locale } of await leaders(deps.db)) {
    const speech = speechIn(locale, { timeZone, now: deps.now() });
    const linkTo = (place: string) => `${deps.config.url}${place}`;
    await sendMessage(deps, {
      ...(await changeMail(placed, { speech, name, company, departments, linkTo })),
      id: `${job.id}-${id}`,
      kind: 'change-alert',
      to: { name, email },
      locale,
    });
  }
}

function leaders(db: Database) {
  const { id, name, email, locale, role, leftAt } = staff;
  return db
    .select({ id, name, email, locale })
    .from(staff)
    .where(and(inArray(role, ['manager', 'admin']), isNull(leftAt)))
    .orderBy(id);
}
