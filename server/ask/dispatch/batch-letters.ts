import { and, eq, isNull } from 'drizzle-orm';
import { write } from '#db/client.ts';
import type { FrozenLetter } from '#db/schema/program-parts.ts';
import { waves } from '#db/schema/programs.ts';
import type { Deps } from '../../deps.ts';
import type { Message } from '../../email/messages.ts';
import type { Member } from './batch-members.ts';
import type { Batch } from './batches.ts';
import type { InvitationLetter } from '../letters/invitation-letter.ts';
import { tokenFor } from '../invitation.ts';
import { freezeLetter, lettersOf } from '../letters/wave-letter.ts';

/** What each member of a batch is written, the same at every try. */
export async function lettersFor(
  deps: Deps,
  { wave, program, round }: Pick<Batch, 'wave' | 'program' | 'round'>,
): Promise<(member: Member) => Promise<Message>> {
  const frozen = wave.letter ?? (await freezeNow(deps, { wave, program }));
  const letterIn = lettersOf(frozen, deps.config.url);
  const inLocale = new Map<string, Promise<InvitationLetter>>();
  return async (member) => {
    const letter = inLocale.get(member.locale) ?? letterIn(member.locale, round);
    inLocale.set(member.locale, letter);
    return messageOf(deps, member, { frozen, round, letter: await letter });
  };
}

/** For a wave that opened before letters were frozen. */
async function freezeNow(
  { db }: Deps,
  { wave, program }: Pick<Batch, 'wave' | 'program'>,
): Promise<FrozenLetter> {
  const letter = await freezeLetter(db, program, { surveyVersionId: wave.surveyVersionId, waveId: wave.id });
  await write(db, (tx) =>
    tx.run(
      db
        .update(waves)
        .set({ letter })
        .where(and(eq(waves.id, wave.id), isNull(waves.letter))),
    ),
  );
  const [kept] = await db.select({ letter: waves.letter }).from(waves).where(eq(waves.id, wave.id));
  return kept?.letter ?? letter;
}

function messageOf(
  { secret, config: { url } }: Deps,
  { id, name, email, locale, customerId, nonce }: Member,
  { frozen, round, letter }: { frozen: FrozenLetter; round: number; letter: InvitationLetter },
): Message {
  const token = tokenFor(secret, nonce ?? '');
  const filled = letter({
    name,
    surveyUrl: `${url}/s/${token}`,
    unsubscribeUrl: `${url}/u/${token}`,
    preferencesUrl: `${url}/p/${token}`,
  });
  return Object.assign(filled, {
    id: messageIdFor(id, round),
    kind: round === 0 ? ('survey-invitation' as const) : ('survey-reminder' as const),
    to: { name, email: email ?? '' },
    from: { name: frozen.sender.name, email: frozen.sender.email },
    replyTo: frozen.sender.replyTo,
    locale,
    customerId,
    invitationId: id,
  });
}

/** The id of the mail of a round: made from the invitation, so that it is the same at every try. */
export function messageIdFor(invitationId: string, round: number): string {
  return round === 0 ? `invitation-${invitationId}` : `invitation-${invitationId}-reminder-${round}`;
}
