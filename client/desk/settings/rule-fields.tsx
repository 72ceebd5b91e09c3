import { MultiSelect, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../inbox/inbox-data.ts';
import type { Rule } from './answering-data.ts';
import styles from './answering.module.css';
import { useCaseOptions } from './use-case-options.ts';

const lists = ['categories', 'departments', 'tiers', 'locales'] as const;

type Props = { rule: Rule; place: number; onChange: (rule: Rule) => void; steps: ReactNode };

/** One rule: which cases, and who answers them. What is left empty may be anything. */
export function RuleFields({ rule, place, onChange, steps }: Props) {
  const { t } = useTranslation('answering');
  const options = useCaseOptions();
  const { data: colleagues } = useColleagues();
  const { test } = rule;
  // The options are those the server knows.
  const setList = (list: (typeof lists)[number], values: string[]) =>
    onChange({ ...rule, test: { ...test, [list]: values.length > 0 ? values : undefined } } as Rule);
  return (
    <fieldset className={styles.rule}>
      <legend>{t('assignment.rule', { place })}</legend>
      <div className={styles.fields}>
        {lists.map((list) => (
          <MultiSelect
            key={list}
            label={t(`assignment.${list}`)}
            placeholder={(test[list] ?? []).length === 0 ? t('assignment.any') : undefined}
            data={options[list]}
            value={[...(test[list] ?? [])]}
            onChange={(values) => setList(list, values)}
          />
        ))}
        <NativeSelect
          label={t('assignment.leastSeverity')}
          data={options.severities}
          value={String(test.leastSeverity ?? 1)}
          onChange={({ currentTarget }) =>
            onChange({ ...rule, test: { ...test, leastSeverity: Number(currentTarget.value) } })
          }
        />
        <MultiSelect
          label={t('assignment.people')}
          data={(colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={rule.staffIds}
          onChange={(staffIds) => onChange({ ...rule, staffIds })}
          error={rule.staffIds.length === 0 ? t('assignment.whoNeeded') : null}
        />
      </div>
      <span className={styles.steps}>{steps}</span>
    </fieldset>
  );
}
