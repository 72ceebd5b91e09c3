import { and, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { logoFile } from '../company/logos.ts';
import { hashOf } from '../ask/invitation.ts';

export type AnonymousLink = NonNullable<Awaited<ReturnType<typeof anonymousLinkOf>>>;

/** The wave behind the one link that all of its people share. */
export async function anonymousLinkOf(db: Database, token: string) {
  if (!/^[\w-]{22}$/.test(token)) return null;
  const [link] = await db
    .select({
      wave: {
        id: waves.id,
        surveyVersionId: waves.surveyVersionId,
        closesAt: waves.closesAt,
        closedAt: waves.closedAt,
      },
      program: {
        id: programs.id,
        kind: programs.kind,
        isAnonymous: programs.isAnonymous,
        rewardMinor: programs.rewardMinor,
      },
      company: {
        name: company.name,
        accentColor: company.accentColor,
        logo: logoFile,
        timeZone: company.timeZone,
        currency: company.currency,
        locale: company.locale,
      },
    })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .innerJoin(company, eq(company.id, 1))
    .where(and(eq(waves.tokenHash, hashOf(token)), isNotNull(waves.preparedAt)));
  return link ?? null;
}

/** Whether the link can still be answered, and if not, what its page says. */
export function standingOf({ wave }: Pick<AnonymousLink, 'wave'>, now: Date): 'open' | 'closed' | 'expired' {
  if (wave.closedAt !== null) return 'closed';
  return now >= wave.closesAt ? 'expired' : 'open';
}
