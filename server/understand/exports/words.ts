import ar from '#client/locales/ar/exports.json' with { type: 'json' };
import en from '#client/locales/en/exports.json' with { type: 'json' };
import he from '#client/locales/he/exports.json' with { type: 'json' };
import ru from '#client/locales/ru/exports.json' with { type: 'json' };
import arCompensation from '#client/locales/ar/compensation.json' with { type: 'json' };
import enCompensation from '#client/locales/en/compensation.json' with { type: 'json' };
import heCompensation from '#client/locales/he/compensation.json' with { type: 'json' };
import ruCompensation from '#client/locales/ru/compensation.json' with { type: 'json' };
import arDesk from '#client/locales/ar/desk.json' with { type: 'json' };
import enDesk from '#client/locales/en/desk.json' with { type: 'json' };
import heDesk from '#client/locales/he/desk.json' with { type: 'json' };
import ruDesk from '#client/locales/ru/desk.json' with { type: 'json' };
import type { Database } from '#db/client.ts';
import { reasonDetails } from '#db/schema/understand.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import { isReasonCategory, reasonLabel } from '#surveys/reasons.ts';
import { choices } from '../choices.ts';

const texts: Record<Language, typeof en> = { en, ar, he, ru };
const deskTexts: Record<Language, { program: Record<string, string>; tier: Record<string, string> }> = {
  en: enDesk,
  ar: arDesk,
  he: heDesk,
  ru: ruDesk,
};

const grantStatus = {
  en: enCompensation.status,
  ar: arCompensation.status,
  he: heCompensation.status,
  ru: ruCompensation.status,
};

type Named = { category: string; detail: string | null };
type Labels = Partial<Record<Language, string>>;

export type Words = Awaited<ReturnType<typeof wordsOf>>;

/** What programs, departments, tiers and reasons are called in the reader's language. */
export async function wordsOf(db: Database, language: Language) {
  const { programs, departments } = await choices(db);
  const { code, labels } = reasonDetails;
  const details = await db.select({ code, labels }).from(reasonDetails);
  const programNames = new Map(programs.map(({ id, name }) => [id, name]));
  const departmentNames = new Map(departments.map((one) => [one.code, labelIn(one.labels, language)]));
  const detailNames = new Map(details.map((one) => [one.code, labelIn(one.labels, language)]));
  const { program, tier } = deskTexts[language];
  return {
    language,
    texts: texts[language],
    grantStatus: grantStatus[language],
    program: (id: string | null) =>
      id === null ? texts[language].imported : programNames.get(id) || program[id] || id,
    department: (known: string | null) => known && (departmentNames.get(known) ?? known),
    departments: departments.map((one) => one.code),
    tier: (known: string | null) => known && (tier[known] ?? known),
    reason: ({ category, detail }: Named): string => {
      const own = detail ? detailNames.get(detail) : undefined;
      if (own) return own;
      return isReasonCategory(category)
        ? reasonLabel({ category, detail: detail || null }, language)
        : category;
    },
  };
}

function labelIn(labels: Labels, language: Language): string | undefined {
  const other = LANGUAGES.find((one) => labels[one]);
  return labels[language] || (other && labels[other]);
}
