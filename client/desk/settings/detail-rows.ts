import { useTranslation } from 'react-i18next';
import { nearestLanguage } from '#client/locales/languages.ts';
import { asWords, type ReasonCategory } from '#surveys/reasons.ts';
import type { Detail } from '../codebook.ts';
import { countKey, type DetailCount } from './detail-counts.ts';

/** A detail of the codebook, or one that so far only an import has named. */
export type DetailRow = Pick<
  Detail,
  'category' | 'code' | 'labels' | 'ownLabels' | 'isShipped' | 'retiredAt' | 'mergedInto'
> & {
  isHeardOnly: boolean;
  answers: DetailCount['answers'];
  leavers: number;
};

/** What stands in a category: the offered details as the codebook has them, then the merged, then the retired. */
export function rowsOf(
  category: ReasonCategory,
  codebook: ReadonlyMap<string, Detail>,
  counts: ReadonlyMap<string, DetailCount> = new Map(),
): DetailRow[] {
  const known = [...codebook.values()].filter((detail) => detail.category === category);
  const heard = [...counts.values()]
    .filter((one) => one.category === category && !codebook.has(one.detail))
    .map(({ detail }) => heardOnly(category, detail));
  const rows = [...known.map((detail) => ({ ...detail, isHeardOnly: false })), ...heard];
  return rows
    .map((row) => {
      const { answers = 0, leavers = 0 } = counts.get(countKey(category, row.code)) ?? {};
      return { ...row, answers, leavers };
    })
    .toSorted((one, other) => standing(one) - standing(other));
}

/** A merged detail's own name, which is shown nowhere else. */
export function useRowName(): (row: DetailRow) => string {
  const language = nearestLanguage(useTranslation('codebook').i18n.language);
  return ({ labels }) => labels[language];
}

const standing = ({ mergedInto, retiredAt }: Pick<DetailRow, 'mergedInto' | 'retiredAt'>): number =>
  mergedInto !== null ? 1 : retiredAt === null ? 0 : 2;

function heardOnly(category: ReasonCategory, code: string) {
  const words = asWords(code);
  return {
    category,
    code,
    labels: { en: words, ar: words, he: words, ru: words },
    ownLabels: {},
    isShipped: false,
    retiredAt: null,
    mergedInto: null,
    isHeardOnly: true,
  };
}
