import { and, eq, gt, isNull } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { company } from '#db/schema/company.ts';
import { signInLinks, staff } from '#db/schema/staff.ts';
import { companyDefaults, type Company } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { enqueue } from '../jobs/jobs.ts';
import { addPassword, hashed } from './passwords.ts';
import { hashOf, secretToken } from './secret-token.ts';
import { openSession } from './sessions.ts';

export interface SetUp {
  token: string;
  company: Pick<Company, 'name' | 'locale' | 'timeZone' | 'currency'>;
  admin: { name: string; email: string; password: string };
}

const linkDays = 7;
const deadLink = 'This set-up link no longer works. Restart Amends: it prints a new one.';
const alreadySetUp = 'Amends is set up already. Sign in instead.';

/** The link of the first start, or null once there is staff. Each call kills the link before it. */
export async function setUpLink(deps: Deps): Promise<string | null> {
  if (await hasStaff(deps)) return null;
  const { db } = deps;
  const token = secretToken(deps.random);
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + linkDays * 86_400_000);
  await write(db, (tx) => {
    tx.run(db.delete(signInLinks).where(eq(signInLinks.purpose, 'set-up')));
    tx.run(
      db.insert(signInLinks).values({ tokenHash: hashOf(token), purpose: 'set-up', expiresAt, createdAt }),
    );
  });
  return `${deps.config.url}/set-up?token=${token}`;
}

/** Writes the company and its first administrator in one go; returns the token of her session. */
export async function setUp(deps: Deps, input: SetUp): Promise<string> {
  const { db } = deps;
  if (await hasStaff(deps)) throw new DomainError('conflict', alreadySetUp);
  const usable = usableLink(deps, input.token);
  const [link] = await db.select().from(signInLinks).where(usable);
  if (!link) throw new DomainError('not_found', deadLink);
  const hash = await hashed(deps, input.admin.password);
  const at = deps.now();
  const admin = newAdmin(deps, input);
  let session = '';
  await write(db, (tx) => {
    tx.must(db.update(signInLinks).set({ usedAt: at }).where(usable), alreadySetUp);
    tx.run(db.insert(company).values(newCompany(deps, input)));
    tx.run(db.insert(staff).values(admin));
    addPassword(deps, tx, { staffId: admin.id, hash });
    record(db, tx, { kind: 'company-set-up', actorId: admin.id, at });
    enqueue(deps, tx, { kind: 'ensure-shipped-programs', payload: {} });
    enqueue(deps, tx, { kind: 'ensure-shipped-policy', payload: {} });
    session = openSession(deps, tx, admin.id);
  }).catch((error: unknown) => {
    throw error instanceof ConstraintError ? new DomainError('conflict', alreadySetUp) : error;
  });
  return session;
}

async function hasStaff({ db }: Deps): Promise<boolean> {
  return (await db.select({ id: staff.id }).from(staff).limit(1)).length > 0;
}

function usableLink({ now }: Deps, token: string) {
  return and(
    eq(signInLinks.tokenHash, hashOf(token)),
    eq(signInLinks.purpose, 'set-up'),
    isNull(signInLinks.usedAt),
    gt(signInLinks.expiresAt, now()),
  );
}

function newAdmin(deps: Deps, { admin, company: { locale } }: SetUp) {
  const at = deps.now();
  const { name, email } = admin;
  const row = { name, email: email.toLowerCase(), emailVerified: true, role: 'admin', locale } as const;
  return { id: newId(deps), ...row, createdAt: at, updatedAt: at };
}

function newCompany(deps: Deps, { company: about, admin }: SetUp): Company {
  return {
    ...companyDefaults,
    ...about,
    id: 1,
    senderName: about.name,
    senderEmail: admin.email.toLowerCase(),
    updatedAt: deps.now(),
  };
}
