import { ActionIcon, MultiSelect, NativeSelect, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { offeredDetails, useCodebook } from '../codebook.ts';
import { useDepartments } from '../departments.ts';
import { usePrograms } from '../programs/programs-data.ts';
import { MoneyField, NumberField } from './number-field.tsx';
import { partNames, parts, withPart } from './policy-edits.ts';
import type { Part, When } from './policies-data.ts';
import styles from './policy.module.css';
import { useSpeech } from './use-speech.ts';

type Props = { when: When; onChange: (when: When) => void; problemAt: (part: string) => string | null };

/** What must hold, each part by its own pick-list; what is not said does not matter. */
export function ConditionFields({ when, onChange, problemAt }: Props) {
  const { t } = useTranslation('policies');
  const said = partNames.filter((part) => when[part] !== undefined);
  const left = partNames.filter((part) => when[part] === undefined);
  return (
    <div className={styles.conditions}>
      {said.map((part) => (
        <div key={part} className={styles.condition}>
          <PartField
            part={part}
            said={when[part]}
            error={problemAt(part)}
            onChange={(value) => onChange(withPart(when, part, value))}
          />
          <ActionIcon
            variant="subtle"
            aria-label={t('edit.removeCondition', { part: t(`part.${part}`) })}
            onClick={() => onChange(withPart(when, part, undefined))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <NativeSelect
        className={styles.add}
        aria-label={t('edit.addCondition')}
        value=""
        data={[
          { value: '', label: t('edit.addCondition') },
          ...left.map((part) => ({ value: part, label: t(`part.${part}`) })),
        ]}
        onChange={({ currentTarget }) => {
          const part = left.find((one) => one === currentTarget.value);
          if (part) onChange(withPart(when, part, firstOf(part)));
        }}
      />
    </div>
  );
}

/** Each part begins with a value of its own kind. */
const firstOf = (part: Part) => parts[part].first as unknown as When[Part];

type FieldProps = {
  part: Part;
  said: When[Part];
  error: string | null;
  onChange: (said: When[Part]) => void;
};

function PartField({ part, said, error, onChange }: FieldProps) {
  const { t } = useTranslation('policies');
  const { asks } = parts[part];
  const label = t(`part.${part}`);
  if (asks === 'list') return <ListField part={part} said={said} error={error} onChange={onChange} />;
  if (asks === 'yes-no')
    return (
      <Select
        label={label}
        error={error}
        allowDeselect={false}
        data={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        value={said === true ? 'yes' : 'no'}
        onChange={(value) => onChange((value === 'yes') as When[Part])}
      />
    );
  const Field = asks === 'money' ? MoneyField : NumberField;
  return (
    <Field
      label={label}
      error={error}
      value={typeof said === 'number' ? said : null}
      onChange={(value) => onChange((value ?? 0) as When[Part])}
    />
  );
}

function ListField({ part, said, error, onChange }: FieldProps) {
  const { t } = useTranslation('policies');
  const choices = useChoices(part);
  const { nameOf } = useSpeech();
  const values = Array.isArray(said) ? said.map(String) : [];
  const all = [...new Set([...choices, ...values])];
  return (
    <MultiSelect
      label={t(`part.${part}`)}
      error={error}
      data={all.map((value) => ({ value, label: nameOf(part, value) }))}
      value={values}
      searchable
      onChange={(chosen) => onChange(chosen as When[Part])}
    />
  );
}

function useChoices(part: Part): readonly string[] {
  const { data: codebook } = useCodebook();
  const { data: departments } = useDepartments();
  const { data: programs } = usePrograms();
  const all: Partial<Record<Part, readonly string[]>> = {
    measures: ['nps', 'csat', 'ces'],
    categories: REASON_CATEGORIES,
    reasons: REASON_CATEGORIES.flatMap((category) =>
      codebook ? offeredDetails(codebook, category).map(({ code }) => `${category}/${code}`) : [],
    ),
    departments: departments?.map(({ code }) => code) ?? [],
    tiers: ['gold', 'silver', 'copper'],
    programs: programs?.map(({ id }) => id) ?? [],
  };
  return all[part] ?? [];
}
