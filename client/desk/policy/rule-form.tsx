import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConditionFields } from './condition-fields.tsx';
import { GiftFields } from './gift-fields.tsx';
import type { Rule } from './policies-data.ts';
import type { PolicyProblems } from './use-policy-problems.ts';

type Props = { rule: Rule; at: number; problems: PolicyProblems; onChange: (rule: Rule) => void };

/** One rule: what it is called, when it decides, and what it gives. */
export function RuleForm({ rule, at, problems, onChange }: Props) {
  const { t } = useTranslation('policies');
  const problemAt = (place: string) => (path: string) => problems.at(`rules.${at}.${place}.${path}`);
  return (
    <>
      <TextInput
        label={t('edit.name')}
        error={problems.at(`rules.${at}.name`)}
        value={rule.name}
        maxLength={120}
        dir="auto"
        maw={480}
        onChange={({ currentTarget }) => onChange({ ...rule, name: currentTarget.value })}
      />
      <div>
        <h3>{t('edit.when')}</h3>
        <ConditionFields
          when={rule.when}
          onChange={(when) => onChange({ ...rule, when })}
          problemAt={problemAt('when')}
        />
      </div>
      <div>
        <h3>{t('edit.give')}</h3>
        <GiftFields
          give={rule.give}
          onChange={(give) => onChange({ ...rule, give })}
          problemAt={problemAt('give')}
        />
      </div>
    </>
  );
}
