import type { InEveryLanguage } from './languages.ts';

/** What stands where a survey has no words of its own for these. */
export const OWN_WORDS = {
  yes: { en: 'Yes', ar: 'نعم', he: 'כן', ru: 'Да' },
  no: { en: 'No', ar: 'لا', he: 'לא', ru: 'Нет' },
  other: { en: 'Something else', ar: 'أمر آخر', he: 'משהו אחר', ru: 'Другое' },
  dontKnow: { en: 'I do not know', ar: 'لا أعرف', he: 'לא ידוע לי', ru: 'Не знаю' },
  refused: {
    en: 'I would rather not say',
    ar: 'أفضّل عدم الإجابة',
    he: 'מעדיפים לא לענות',
    ru: 'Не хочу отвечать',
  },
  none: { en: 'None of these', ar: 'لا شيء مما سبق', he: 'אף אחת מאלה', ru: 'Ничего из этого' },
} as const satisfies Record<string, InEveryLanguage>;
