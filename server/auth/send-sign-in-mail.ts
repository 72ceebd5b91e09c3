import { and, eq, isNull } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { sendMessage } from '../email/messages.ts';
import type { Job } from '../jobs/jobs.ts';
import { signInMail } from './emails.tsx';
import { createSignInLink } from './sign-in-links.ts';

const minutesValid = { signIn: 30, invitation: 7 * 24 * 60 } as const;

/** Makes the link only now, when it is mailed: its token is kept nowhere, so a job cannot carry it. */
export async function sendSignInMail(deps: Deps, job: Job): Promise<void> {
  const [person] = await deps.db
    .select()
    .from(staff)
    .where(and(eq(staff.id, String(job.payload.staffId)), isNull(staff.leftAt)));
  if (!person) return;
  const purpose = job.payload.purpose === 'invitation' ? 'invitation' : 'signIn';
  const company = await theCompany(deps.db);
  const expiresAt = new Date(deps.now().getTime() + minutesValid[purpose] * 60_000);
  const url = await createSignInLink(deps, { staffId: person.id, expiresAt });
  const { name, email, locale } = person;
  await sendMessage(deps, {
    id: job.id,
    kind: purpose === 'invitation' ? 'staff-invitation' : 'sign-in',
    to: { name, email },
    locale,
    ...(await signInMail({ purpose, name, locale, company, url, expiresAt })),
  });
}
