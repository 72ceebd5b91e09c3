type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Points as they are counted in each language, for they stand where money does. */
export const pointWords: Record<'en' | 'ar' | 'he' | 'ru', Forms> = {
  en: { one: '# point', other: '# points' },
  ar: {
    zero: '# نقطة',
    one: 'نقطة واحدة',
    two: 'نقطتان',
    few: '# نقاط',
    many: '# نقطة',
    other: '# نقطة',
  },
  he: { one: 'נקודה אחת', two: 'שתי נקודות', other: '# נקודות' },
  ru: { one: '# балл', few: '# балла', many: '# баллов', other: '# балла' },
};
