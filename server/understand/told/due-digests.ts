import { and, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { staff } from '#db/schema/staff.ts';
import { digestSubscriptions } from '#db/schema/understand.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { sendMessage } from '#server/email/messages.ts';
import { record } from '#server/events/events.ts';
import { enqueue, type Job } from '#server/jobs/jobs.ts';
import { digestFigures } from './digest-figures.ts';
import { digestMail } from './digest-mail.tsx';
import { periodDue, periodNamed, type Cadence } from './digest.ts';
import { readFilters } from './filters.ts';
import { speechIn } from './say.ts';
import { stopPath } from './stop-link.ts';

/** The recurring task: whoever is owed the digest of a period gets it, once. */
export async function sendDigests(deps: Deps): Promise<void> {
  const company = await theCompany(deps.db);
  for (const { staffId, cadence } of await readers(deps)) {
    const { name } = periodDue(cadence, company, deps.now());
    await owe(deps, { staffId, cadence, name }).catch((error: unknown) => {
      // It has been sent, by another process or by this one before.
      if (!(error instanceof GuardError)) throw error;
    });
  }
}

async function owe(deps: Deps, due: { staffId: string; cadence: Cadence; name: string }): Promise<void> {
  const { db } = deps;
  const { staffId, cadence, sentFor } = digestSubscriptions;
  const isOwed = or(isNull(sentFor), lt(sentFor, due.name));
  await write(db, (tx) => {
    tx.must(
      db
        .update(digestSubscriptions)
        .set({ sentFor: due.name })
        .where(and(eq(staffId, due.staffId), eq(cadence, due.cadence), isOwed)),
      'This digest has been sent.',
    );
    const payload = { staffId: due.staffId, cadence: due.cadence, period: due.name };
    enqueue(deps, tx, { kind: 'digest-mail', payload });
    record(db, tx, { kind: 'digest-due', at: deps.now(), data: payload });
  });
}

/** Those who still lead and work here. */
async function readers({ db }: Pick<Deps, 'db'>, id?: string) {
  const { staffId, cadence, query } = digestSubscriptions;
  const { name, email, locale } = staff;
  return db
    .select({ staffId, cadence, query, name, email, locale })
    .from(digestSubscriptions)
    .innerJoin(staff, eq(staff.id, staffId))
    .where(
      and(
        inArray(staff.role, ['manager', 'admin']),
        isNull(staff.leftAt),
        id === undefined ? undefined : eq(staffId, id),
      ),
    )
    .orderBy(staffId);
}

/** The job that mails it, with the figures as they are now. */
export async function mailDigest(deps: Deps, { id, payload }: Job): Promise<void> {
  const [reader] = await readers(deps, String(payload.staffId));
  if (!reader) return;
  const { name: companyName, accentColor, timeZone } = await theCompany(deps.db);
  const cadence: Cadence = payload.cadence === 'weekly' ? 'weekly' : 'monthly';
  const period = periodNamed(String(payload.period));
  const filters = readFilters(reader.query);
  const figures = await digestFigures(deps, { period, filters, timeZone });
  if (!figures) return;
  const { name, email, locale } = reader;
  const stopUrl = `${deps.config.url}${stopPath(deps, reader.staffId)}`;
  const mail = await digestMail(
    { cadence, period, filters, figures, stopUrl },
    {
      speech: speechIn(locale, { timeZone, now: deps.now() }),
      name,
      company: { name: companyName, accentColor },
      linkTo: (place) => `${deps.config.url}${place}`,
    },
  );
  const headers = {
    'List-Unsubscribe': `<${stopUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  await sendMessage(deps, { ...mail, id, kind: 'digest', to: { name, email }, locale, headers });
}
