import type { departments } from '#db/schema/understand.ts';
import { type InEveryLanguage, type Language, LANGUAGES } from '#surveys/languages.ts';
import { asWords } from '#surveys/reasons.ts';
import { everyLabelOf, type Labels } from './every-label.ts';
import { foldedName } from './folded-name.ts';

export type Department = Pick<typeof departments.$inferSelect, 'code' | 'labels'>;

const longestCode = 40;
const longestLabel = 80;

export const departmentLabels = ({ code, labels }: Department, home: Language): InEveryLanguage =>
  everyLabelOf(labels, home, asWords(code));

/** The department a text means: by its code, or by any of its labels however it is spelt. */
export function departmentNamed(known: readonly Department[], text: string): Department | null {
  const folded = foldedName(text);
  const named = ({ code, labels }: Department) =>
    [code, ...Object.values(labels)].some((word) => foldedName(word) === folded);
  return known.find(({ code }) => code === text.trim()) ?? known.find(named) ?? null;
}

/** A code that a survey can measure by, `department:<code>`: Latin letters of the label, or a number where it has none. */
export function departmentCode(known: readonly Department[], label: string): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  const stem = (words ?? ['department']).join('-').slice(0, longestCode).replace(/-$/u, '');
  const taken = new Set(known.map(({ code }) => code));
  for (let number = 2, code = stem; ; code = `${stem}-${number++}`) if (!taken.has(code)) return code;
}

/** Departments as a file names them: each text's code, and the departments to be made for those that nobody knows. */
export function departmentsNamed(
  known: readonly Department[],
  texts: Iterable<string>,
): { codes: ReadonlyMap<string, string>; added: Department[] } {
  const added: Department[] = [];
  const codes = new Map<string, string>();
  for (const text of texts) {
    const all = [...known, ...added];
    const department = departmentNamed(all, text) ?? newDepartment(all, text);
    if (!all.includes(department)) added.push(department);
    codes.set(text, department.code);
  }
  return { codes, added };
}

function newDepartment(known: readonly Department[], text: string): Department {
  const label = text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestLabel);
  return { code: departmentCode(known, label), labels: { [languageOf(label)]: label } };
}

const scripts: [RegExp, Language][] = [
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Cyrillic}/u, 'ru'],
];

const languageOf = (text: string): Language => scripts.find(([script]) => script.test(text))?.[1] ?? 'en';

/** Another department that is called by one of these labels. */
export function namedAlready(
  known: readonly Department[],
  { code, labels }: { code: string | null; labels: Labels },
): { language: Language; department: Department } | null {
  const others = known.filter((one) => one.code !== code);
  for (const language of LANGUAGES) {
    const label = labels[language];
    const department = label ? departmentNamed(others, label) : null;
    if (department) return { language, department };
  }
  return null;
}
