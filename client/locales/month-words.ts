type Translate = (key: string, values?: Record<string, unknown>) => string;

/**
 * A month as it stands in a sentence; the year is said when it is not the present one. A week, `2026-W48`, is only told when
 * it has just ended, so it is the last one, and what it is held against the one before.
 */
export function monthWords(t: Translate, now: Date) {
  const say = (form: 'name' | 'in' | 'since') => (month: string) => {
    const [year = '', number = '1'] = month.split('-');
    if (number.startsWith('W')) return t(`overview:weeks.${form === 'since' ? 'since' : 'in'}`);
    const word = t(`overview:months.${form}.${Number(number)}`);
    return year === String(now.getFullYear()) ? word : t('overview:months.ofYear', { month: word, year });
  };
  return { name: say('name'), inMonth: say('in'), since: say('since') };
}
