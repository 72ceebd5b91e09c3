import type { LetterTexts, LetterWords, ProgramLetter, Reminder } from '#db/schema/program-parts.ts';
import type { Language } from '#surveys/languages.ts';
import { mailTexts } from '../../email/mail-texts.ts';

export type ProgramKind = 'monthly' | 'transactional' | 'exit' | 'staff' | 'one-off';

/** Reminders of a program, at most. */
export const mostReminders = 3;

/** The words we ship for a round (0 the invitation, 1 to 3 the reminders), in a language. */
export function shippedWords(kind: ProgramKind, locale: string, round: number): LetterWords {
  const { invitation, reminder } = mailTexts(locale);
  // Nobody knows which colleague has answered an anonymous survey, so it is asked again in the same words.
  if (round === 0 || kind === 'staff') return invitation[kind];
  const rounds: Record<number, Omit<LetterWords, 'button'>> = reminder[kind];
  const words = rounds[round];
  if (!words) throw new Error(`There is no round ${round}`);
  return { ...words, button: invitation[kind].button };
}

/** The words of every round in every language: the company's own where it has written some, else ours. */
export function wordsOfRounds(
  kind: ProgramKind,
  letter: Pick<ProgramLetter, 'texts'>,
  reminders: Pick<Reminder, 'texts'>[],
): Record<Language, LetterWords>[] {
  const texts = [
    letter.texts,
    ...Array.from({ length: mostReminders }, (_, at) => reminders[at]?.texts ?? {}),
  ];
  return texts.map((own, round) => wordsOf(kind, round, { own, invitation: letter.texts }));
}

function wordsOf(
  kind: ProgramKind,
  round: number,
  { own, invitation }: { own: LetterTexts; invitation: LetterTexts },
) {
  const inLanguage = (language: Language): LetterWords => {
    const shipped = shippedWords(kind, language, round);
    const { subject, ask, time, button } = own[language] ?? {};
    return {
      subject: subject?.trim() || shipped.subject,
      // What a list of mails shows beside the subject goes with the company's own words once it has some.
      preview: ask?.trim() ? time?.trim() || shipped.time : shipped.preview,
      ask: ask?.trim() || shipped.ask,
      time: time?.trim() || shipped.time,
      // A reminder's button says what the invitation's says.
      button: button?.trim() || invitation[language]?.button?.trim() || shipped.button,
    };
  };
  return { en: inLanguage('en'), ar: inLanguage('ar'), he: inLanguage('he'), ru: inLanguage('ru') };
}

const placeholders: readonly string[] = ['name', 'company'];

/** What stands in double braces and cannot be filled in, as it is written. */
export function unknownPlaceholders(text: string): string[] {
  return [...text.matchAll(/\{\{(.*?)\}\}/gs)].flatMap(([whole, name = '']) =>
    placeholders.includes(name) ? [] : [whole.slice(0, 40)],
  );
}
