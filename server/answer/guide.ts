import ar from '#client/locales/ar/case-guide.json' with { type: 'json' };
import en from '#client/locales/en/case-guide.json' with { type: 'json' };
import he from '#client/locales/he/case-guide.json' with { type: 'json' };
import ru from '#client/locales/ru/case-guide.json' with { type: 'json' };
import type { MailFacts } from '#client/locales/mail-fields.ts';
import { filled } from '#server/email/mail-texts.ts';
import type { Language } from '#surveys/languages.ts';
import type { Case } from './case.ts';

/** The steps of a conversation that puts a wrong right (C5, C6), in their order. */
export const guideSteps = ['greet', 'listen', 'sorry', 'changed', 'offer', 'agree'] as const;
export type GuideStep = (typeof guideSteps)[number];

/** What the conversation is about: a wrong of a kind, or only a customer's wish to be called. */
export type GuideKind = 'service' | 'price' | 'product' | 'other' | 'wish';

const texts = { en, ar, he, ru } satisfies Record<Language, typeof en>;
type Texts = typeof en;

const badCodes = ['bad-nps', 'bad-csat', 'service-wrong', 'partly', 'not-put-right'];

export function guideKindOf({ why, category }: Pick<Case, 'why' | 'category'>): GuideKind {
  const isWish = why.some(({ code }) => code === 'asked-for-call');
  if (isWish && !why.some(({ code }) => badCodes.includes(code))) return 'wish';
  return category === 'service' || category === 'price' || category === 'product' ? category : 'other';
}

/** What to say at each step, in a language. A content customer who asked to be called hears no apology. */
export function guideIn(
  language: Language,
  kind: GuideKind,
  facts: MailFacts,
): { step: GuideStep; text: string }[] {
  const words = texts[language];
  const known = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value ?? '']));
  return guideSteps.flatMap((step) => {
    const said = lines[step](words, kind, facts);
    return said.length === 0 ? [] : [{ step, text: said.map((line) => filled(line, known)).join(' ') }];
  });
}

const lines = {
  greet: (words, kind, { order }) =>
    kind === 'wish' ? [words.greetWish] : [words.greet, ...(order ? [words.aboutOrder] : [])],
  listen: (words, kind) => [words.listen[kind]],
  sorry: (words, kind, { wrong }) => (kind === 'wish' ? [] : [words.sorry[wrong ? kind : 'other']]),
  changed: (words, kind, { changed }) =>
    kind === 'wish' ? [] : [changed ? words.changed : words.changedNothing],
  offer: (words, kind, { offer }) => (kind === 'wish' ? [] : [offer ? words.offer : words.offerNothing]),
  agree: (words, kind) => [kind === 'wish' ? words.agreeWish : words.agree],
} satisfies Record<GuideStep, (words: Texts, kind: GuideKind, facts: MailFacts) => string[]>;
