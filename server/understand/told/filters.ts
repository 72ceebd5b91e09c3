import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { isReasonCategory } from '#surveys/reasons.ts';
import { z } from 'zod';
import type { choices } from '../choices.ts';
import { narrowing } from '../narrowing.ts';
import type { Narrowing } from '../slice.ts';
import { nameIn } from './department-names.ts';
import type { Speech } from './say.ts';

const shape = z.object(narrowing);

/** The filters in the query of a desk's address; whatever else stands in it, and what is no filter, is left out. */
export function readFilters(query: string): Narrowing {
  const given = Object.fromEntries(new URLSearchParams(query));
  const wrong = shape.safeParse(given).error?.issues.map(({ path }) => String(path[0])) ?? [];
  return shape.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name))));
}

/** The filters as the query of an address. */
export function filtersQuery(filters: Narrowing): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given).toString();
}

/** What the filters leave in, in the reader's words; empty without one. */
export function filtersText(
  filters: Narrowing,
  { programs, departments }: Pick<Awaited<ReturnType<typeof choices>>, 'programs' | 'departments'>,
  { t, format, language, reasonLabel }: Speech,
): string {
  const { program, tier, department, manager, language: answeredIn, named, segment } = filters;
  const label = (code: string) => {
    const [category = '', detail] = code.split('/');
    return isReasonCategory(category) ? reasonLabel(category, detail) : code;
  };
  const programName = (id: string) =>
    id === 'imported'
      ? t('desk:narrow.imported')
      : (programs.find((one) => one.id === id)?.name ??
        String(t(`desk:program.${id}` as never, { defaultValue: id })));
  const names = new Map(departments.map(({ code, labels }) => [code, labels]));
  return format.list([
    ...(program ? [programName(program)] : []),
    ...(tier ? [t(`desk:tier.${tier}`)] : []),
    ...(department ? [nameIn(names, department, language)] : []),
    ...(manager ? [manager] : []),
    ...(answeredIn ? [languageNames[nearestLanguage(answeredIn)]] : []),
    ...(named ? [label(named)] : []),
    ...(segment ? [segment.split('+').map(label).join(' + ')] : []),
  ]);
}
