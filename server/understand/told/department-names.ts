import type { Database } from '#db/client.ts';
import { departments } from '#db/schema/understand.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';

export type DepartmentNames = Map<string, Partial<Record<Language, string>>>;

export async function departmentNames(db: Database): Promise<DepartmentNames> {
  const rows = await db.select({ code: departments.code, labels: departments.labels }).from(departments);
  return new Map(rows.map(({ code, labels }) => [code, labels]));
}

/** A department's name in a language, or as the company first called it, or its code. */
export function nameIn(names: DepartmentNames, code: string, language: Language): string {
  const labels = names.get(code) ?? {};
  const other = LANGUAGES.find((one) => labels[one]);
  return labels[language] || (other && labels[other]) || code;
}
