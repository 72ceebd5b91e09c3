import { desc, eq } from 'drizzle-orm';
import { offeredText } from '#client/locales/reward-texts.ts';
import type { Database } from '#db/client.ts';
import type { FrozenLetter } from '#db/schema/program-parts.ts';
import { programs, surveyVersions } from '#db/schema/programs.ts';
import { LANGUAGES } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { theCompany } from '../../company/company.ts';
import { currentLogo } from '../../company/logos.ts';
import { languageOf, mailTexts } from '../../email/mail-texts.ts';
import { offeredOf, rewardOf } from '../program-reward.ts';
import { firstQuestionOf } from './first-question.ts';
import { printInvitation, type InvitationLetter } from './invitation-letter.ts';
import { wordsOfRounds } from './letter-words.ts';

export type { FrozenLetter };

type Program = Pick<
  typeof programs.$inferSelect,
  'id' | 'kind' | 'surveyId' | 'letter' | 'reminders' | 'isAnonymous' | 'reward' | 'rewardMinor'
>;

/** How the letters of a wave that opens now look: kept with the wave, so that a retried batch is the same to the byte. */
export async function freezeLetter(
  db: Database,
  program: Program,
  { surveyVersionId, waveId }: { surveyVersionId?: string; waveId?: string } = {},
): Promise<FrozenLetter> {
  const [company, logo, definition] = await Promise.all([
    theCompany(db),
    currentLogo(db),
    definitionOf(db, program.surveyId, surveyVersionId),
  ]);
  const { letter, reminders } = program;
  const accentColor = letter.accentColor || company.accentColor;
  return {
    company: { name: company.name, accentColor },
    logo,
    sender: {
      name: letter.senderName || company.senderName,
      email: letter.senderEmail || company.senderEmail,
      replyTo: letter.replyTo || null,
    },
    readers: program.kind === 'staff' ? 'staff' : 'customers',
    listId: listIdOf(program.id, company.senderEmail),
    firstQuestion: letter.hasFirstQuestion && definition ? firstQuestionOf(definition, yesAndNo) : null,
    rounds: wordsOfRounds(program.kind, letter, reminders),
    remindAfterDays: reminders.map(({ afterDays }) => afterDays),
    ...thanksIn(program, company.currency, waveId),
  };
}

/** What everybody who answers is given, in each language. A compensation is never in a letter that asks (design rule 3). */
function thanksIn(
  program: Program,
  currency: string,
  waveId: string | undefined,
): Pick<FrozenLetter, 'thanks'> {
  const offered = program.isAnonymous ? null : offeredOf(rewardOf(program), currency);
  if (!offered) return {};
  const text = Object.fromEntries(LANGUAGES.map((language) => [language, offeredText(offered, language)]));
  return { thanks: { text, lottery: offered.kind === 'lottery' ? (waveId ?? 'sample') : null } };
}

const yesAndNo = {
  yes: Object.fromEntries(LANGUAGES.map((language) => [language, mailTexts(language).question.yes])),
  no: Object.fromEntries(LANGUAGES.map((language) => [language, mailTexts(language).question.no])),
};

async function definitionOf(db: Database, surveyId: string, versionId: string | undefined) {
  const [version] = await db
    .select({ definition: surveyVersions.definition })
    .from(surveyVersions)
    .where(versionId === undefined ? eq(surveyVersions.surveyId, surveyId) : eq(surveyVersions.id, versionId))
    .orderBy(desc(surveyVersions.number))
    .limit(1);
  // Only checked definitions are published.
  return version?.definition as SurveyDefinition | undefined;
}

/** RFC 2919: a list of its own for each program, under the company's own domain. */
function listIdOf(programId: string, senderEmail: string): string {
  const label = programId.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return `<${label}.surveys.${senderEmail.split('@')[1] ?? 'localhost'}>`;
}

// Printing takes milliseconds, filling microseconds, and a large wave is a thousand batches: each asks again.
const printed = new Map<string, Promise<InvitationLetter>>();
const mostPrinted = 200;

/** The letters of a wave by language and round. `url` is where the product is reached: the logo is served there. */
export function lettersOf(
  frozen: FrozenLetter,
  url: string,
): (locale: string, round: number) => Promise<InvitationLetter> {
  const wave = JSON.stringify([url, frozen]);
  return (locale, round) => {
    const key = `${languageOf(locale)} ${round} ${wave}`;
    const letter = printed.get(key) ?? printInvitation(frozen, { locale, round, url });
    printed.delete(key);
    printed.set(key, letter);
    for (const [oldest] of printed) {
      if (printed.size <= mostPrinted) break;
      printed.delete(oldest);
    }
    return letter;
  };
}
