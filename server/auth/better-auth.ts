import { betterAuth } from 'better-auth/minimal';
import { and, eq, isNull } from 'drizzle-orm';
import { newId } from '#db/ids.ts';
import { staff } from '#db/schema/staff.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { databaseAdapter } from './database-adapter.ts';
import { minPasswordLength } from './password-rule.ts';
import { sessionTimes } from './session-times.ts';

type Auth = ReturnType<typeof build>;

const built = new WeakMap<Deps, Auth>();

/** better-auth on our tables, made once per `deps`. Its own HTTP endpoints are mounted nowhere. */
export function authFor(deps: Deps): Auth {
  const auth = built.get(deps) ?? build(deps);
  built.set(deps, auth);
  return auth;
}

function build(deps: Deps) {
  return betterAuth({
    baseURL: deps.config.url,
    secret: deps.secret,
    database: databaseAdapter(deps, (tx, model, row) => {
      if (model !== 'staffSessions') return;
      record(deps.db, tx, { kind: 'staff-signed-in', actorId: String(row.staffId), at: deps.now() });
    }),
    user: { modelName: 'staff' },
    session: { modelName: 'staffSessions', fields: { userId: 'staffId' } },
    account: { modelName: 'staffAccounts', fields: { userId: 'staffId' } },
    verification: { modelName: 'verifications' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength },
    // It trusts X-Forwarded-For from anybody; sign-in-attempts.ts is our own.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'amends',
      database: { generateId: () => newId(deps) },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) =>
            (await isOfTheStaff(deps, session.userId)) && { data: { ...session, ...sessionTimes(deps) } },
        },
      },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => deps.log.debug({ level }, `better-auth: ${message}`) },
  });
}

async function isOfTheStaff({ db }: Deps, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, id), isNull(staff.leftAt)));
  return rows.length > 0;
}
