import { createHmac, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { staff } from '#db/schema/staff.ts';
import type { Deps } from '#server/deps.ts';

/** Where a colleague stops her digest without signing in: only the mail to her knows it. */
export const stopPath = (deps: Pick<Deps, 'secret'>, staffId: string): string =>
  `/digest/${staffId}/${stopToken(deps, staffId)}`;

/** Whose mail the link stands in; null for one nobody was sent. */
export async function readerBehind(deps: Deps, { staffId, token }: { staffId: string; token: string }) {
  const [expected, given] = [Buffer.from(stopToken(deps, staffId)), Buffer.from(token)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const { id, email, locale } = staff;
  const [person] = await deps.db.select({ id, email, locale }).from(staff).where(eq(id, staffId));
  return person ?? null;
}

const stopToken = ({ secret }: Pick<Deps, 'secret'>, staffId: string): string =>
  createHmac('sha256', secret)
    .update(`stop digest ${staffId}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
