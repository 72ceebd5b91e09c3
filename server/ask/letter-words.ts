import type { LetterTexts, LetterWords, ProgramLetter, Reminder } from '#db/schema/program-parts.ts';
import type { Language } from '#surveys/languages.ts';
import { mailTexts } from '../email/mail-texts.ts';

export type ProgramKind = 'monthly' | 'transactional' | 'exit' | 'staff' | 'one-off';

/** Reminders of a program, at most. */
export const mostReminders = 3;

/** The words we ship for a round (0 the invitation, 1 to 3 the reminders), in a language. */
export function shippedWords(kind: ProgramKind, locale: string, round: number): LetterWords {
  if (round > mostReminders) throw new Error(`There is no round ${round}`);
  return mailTexts(locale).invitation[kind === 'exit' ? 'exit' : 'monthly'];
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
  return texts.map((own, round) => wordsOf(kind, own, round));
}

function wordsOf(kind: ProgramKind, own: LetterTexts, round: number) {
  const inLanguage = (language: Language): LetterWords => {
    const shipped = shippedWords(kind, language, round);
    const { subject, ask, time, button } = own[language] ?? {};
    return {
      subject: subject?.trim() || shipped.subject,
      // What a list of mails shows beside the subject goes with the company's own words once it has some.
      preview: ask?.trim() ? time?.trim() || shipped.time : shipped.preview,
      ask: ask?.trim() || shipped.ask,
      time: time?.trim() || shipped.time,
      button: button?.trim() || shipped.button,
    };
  };
  return { en: inLanguage('en'), ar: inLanguage('ar'), he: inLanguage('he'), ru: inLanguage('ru') };
}
