import { and, eq, isNull } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { staff } from '#db/schema/staff.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import type { Actor } from '../../auth/actor.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { sendMessage } from '../../email/messages.ts';
import { enqueue, type Job } from '../../jobs/jobs.ts';
import { letterDraft, type LetterDraft } from './letter-input.ts';
import { mostReminders, shippedWords } from './letter-words.ts';
import { theProgram } from '../programs.ts';
import { freezeLetter, lettersOf } from './wave-letter.ts';

/** What a letter says and who signs it where the company has said nothing of its own. */
export async function letterDefaults(deps: Deps, programId: string) {
  const [program, company] = await Promise.all([theProgram(deps, programId), theCompany(deps.db)]);
  const { senderName, senderEmail, accentColor } = company;
  const rounds = Array.from({ length: mostReminders + 1 }, (_, round) => round);
  const words = Object.fromEntries(
    LANGUAGES.map((locale) => [locale, rounds.map((round) => shippedWords(program.kind, locale, round))]),
  ) as Record<Language, ReturnType<typeof shippedWords>[]>;
  return { words, sender: { name: senderName, email: senderEmail }, accentColor };
}

/** A letter that is not saved yet, filled for the person who writes it. Its links lead to no survey. */
export async function previewLetter(
  deps: Deps,
  reader: Pick<Actor, 'name'>,
  programId: string,
  draft: LetterDraft,
) {
  const { letter } = await draftedLetter(deps, programId, draft);
  const { subject, html, text } = letter(sample(deps, reader.name));
  return { subject, html, text };
}

/** Mails a letter that is not saved yet to the person who writes it. */
export async function tryLetter(
  deps: Deps,
  actor: Actor,
  programId: string,
  draft: LetterDraft,
): Promise<void> {
  await theProgram(deps, programId);
  // The words are kept nowhere else yet, so the job carries them.
  const payload = { programId, staffId: actor.id, draft: JSON.stringify(draft) };
  await write(deps.db, (tx) => enqueue(deps, tx, { kind: 'try-letter', payload }));
}

export async function sendTriedLetter(deps: Deps, job: Pick<Job, 'id' | 'payload'>): Promise<void> {
  const [person] = await deps.db
    .select({ name: staff.name, email: staff.email })
    .from(staff)
    .where(and(eq(staff.id, String(job.payload.staffId)), isNull(staff.leftAt)));
  if (!person) return;
  const draft = letterDraft.parse(JSON.parse(String(job.payload.draft)));
  const { letter, frozen } = await draftedLetter(deps, String(job.payload.programId), draft);
  const { subject, html, text } = letter(sample(deps, person.name));
  await sendMessage(deps, {
    id: job.id,
    kind: 'letter-trial',
    to: { name: person.name, email: person.email },
    from: { name: frozen.sender.name, email: frozen.sender.email },
    replyTo: frozen.sender.replyTo,
    locale: draft.locale,
    subject,
    html,
    text,
  });
}

async function draftedLetter(
  deps: Deps,
  programId: string,
  { letter, reminders, locale, round }: LetterDraft,
) {
  const program = await theProgram(deps, programId);
  const frozen = await freezeLetter(deps.db, { ...program, letter, reminders });
  return { frozen, letter: await lettersOf(frozen, deps.config.url)(locale, round) };
}

function sample({ config: { url } }: Deps, name: string) {
  return {
    name,
    surveyUrl: `${url}/s/sample`,
    unsubscribeUrl: `${url}/u/sample`,
    preferencesUrl: `${url}/p/sample`,
  };
}
