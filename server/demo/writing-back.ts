import { eq } from 'drizzle-orm';
import { cases } from '#db/schema/cases.ts';
import { takeInbound } from '../answer/letters/inbound-mail.ts';
import { markRead } from '../answer/letters/replies.ts';
import { markedAddress } from '../answer/letters/reply-mark.ts';
import { byOwner, type Act, type ActingIn, type CaseStory } from './case-story.ts';
import { wordsIn } from './case-words.ts';

/** Where the mails of the sample's cases are answered to. */
export const replyAddress = 'replies@waha.example';

const writesBackShare = 0.12;

/** Some customers answer the mail of their case, and somebody reads it. */
export function replyActs(story: CaseStory, contactAt: Date): Act[] {
  const { chance, hours, recoveryCase } = story;
  const words = chance.of(wordsIn(recoveryCase.locale).replies);
  const at = hours(contactAt, 1 + 6 * chance.next());
  if (!chance.happens(writesBackShare)) return [];
  return [
    { at, act: () => writeBack(story, words) },
    { at: hours(at, 0.5), act: () => read(story) },
  ];
}

/** A mail comes in, as the provider hands it over. */
export async function writeBack(
  { deps, recoveryCase, person }: ActingIn & Pick<CaseStory, 'person'>,
  words: string,
): Promise<void> {
  const { id: caseId, locale } = recoveryCase;
  const id = `reply-${caseId}-${deps.now().getTime()}`;
  const quoted = wordsIn(locale).quoted;
  const from = `${person?.row.name ?? ''} <${person?.row.email ?? 'customer@example.com'}>`;
  const to = markedAddress(deps.secret, replyAddress, caseId);
  await takeInbound(deps, { id, body: { to, from, messageId: id, text: `${words}\n\n> ${quoted}` } });
}

async function read(story: ActingIn): Promise<void> {
  const { deps, recoveryCase } = story;
  const [{ upTo } = { upTo: null }] = await deps.db
    .select({ upTo: cases.unreadReplyAt })
    .from(cases)
    .where(eq(cases.id, recoveryCase.id));
  if (upTo) await markRead(byOwner(story), { upTo });
}
