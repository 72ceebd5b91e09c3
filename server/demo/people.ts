import type { Chance } from './chance.ts';

export type DemoLocale = 'en' | 'ar' | 'he' | 'ru';

/** Invented people: first and last names put together by chance. */
const names: Record<DemoLocale, { first: string[]; last: string[] }> = {
  en: {
    first: [
      'Ada',
      'Ruth',
      'Samuel',
      'Clara',
      'Victor',
      'Nora',
      'Daniel',
      'Iris',
      'Oscar',
      'Helen',
      'Julian',
      'Maya',
      'Peter',
      'Edith',
      'Tom',
      'Grace',
    ],
    last: [
      'Byron',
      'Marlow',
      'Whitfield',
      'Okafor',
      'Lindqvist',
      'Harper',
      'Doyle',
      'Castellan',
      'Novak',
      'Sinclair',
      'Ferreira',
      'Bright',
      'Kaplan',
      'Moreau',
      'Tanaka',
      'Webb',
    ],
  },
  ar: {
    first: [
      'سلمى',
      'كريم',
      'نورة',
      'خالد',
      'ليلى',
      'عمر',
      'هند',
      'يوسف',
      'ريم',
      'فيصل',
      'مها',
      'طارق',
      'دانة',
      'سامي',
      'أمل',
      'ماجد',
    ],
    last: [
      'الحداد',
      'منصور',
      'القحطاني',
      'العلي',
      'الزهراني',
      'ناصر',
      'الشمري',
      'حجازي',
      'العتيبي',
      'الخطيب',
      'السالم',
      'الغامدي',
      'رضوان',
      'الدوسري',
      'البستاني',
      'عثمان',
    ],
  },
  he: {
    first: ['נועה', 'איתי', 'תמר', 'יונתן', 'מאיה', 'אורי', 'שירה', 'דניאל', 'יעל', 'עומר', 'הדס', 'גיל'],
    last: [
      'לוי',
      'כהן',
      'מזרחי',
      'פרץ',
      'ביטון',
      'אברהם',
      'פרידמן',
      'שפירא',
      'אזולאי',
      'גבאי',
      'רוזן',
      'דהן',
    ],
  },
  ru: {
    first: [
      'Иван',
      'Анна',
      'Сергей',
      'Мария',
      'Дмитрий',
      'Ольга',
      'Алексей',
      'Елена',
      'Павел',
      'Ирина',
      'Михаил',
      'Дарья',
    ],
    last: [
      'Маренко',
      'Беленко',
      'Черных',
      'Литвиненко',
      'Седых',
      'Коваленко',
      'Долгих',
      'Ткаченко',
      'Живаго',
      'Шевчук',
      'Бондаренко',
      'Франко',
    ],
  },
};

/** Who looks after customers, and the department each belongs to. */
export const departmentOf: Readonly<Record<string, string>> = {
  'Huda Saleh': 'sales',
  'Rami Aziz': 'delivery',
  'Lena Brandt': 'sales',
  'Omar Haddad': 'after-sales',
  'Tali Regev': 'billing',
};

export const accountManagers = Object.keys(departmentOf);

export function nameIn(locale: DemoLocale, chance: Chance): string {
  return `${chance.of(names[locale].first)} ${chance.of(names[locale].last)}`;
}

export const localeShares: Record<DemoLocale, number> = { en: 30, ar: 42, he: 14, ru: 14 };

export const timeZoneOf: Record<DemoLocale, string> = {
  en: 'Europe/London',
  ar: 'Asia/Riyadh',
  he: 'Asia/Jerusalem',
  ru: 'Asia/Almaty',
};
