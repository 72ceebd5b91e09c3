import { ActionIcon, NativeSelect, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './audience.module.css';
import type { Editing } from './audience-builder.tsx';
import { valueAfter, type AudienceField } from './audience-fields.ts';
import type { Test } from './audience-form.ts';
import { AudienceValue } from './audience-value.tsx';
import { fieldLabel } from './condition-sentence.ts';

/** One test: a field, how it is compared, and with what. */
export function AudienceTest({ test, editing }: { test: Test; editing: Editing }) {
  const { t } = useTranslation('programs');
  const field = editing.fields.find(({ field }) => field === test.field);
  const change = (next: Partial<Test>) => editing.change(test.key, (part) => ({ ...part, ...next }) as Test);
  const chooseField = (name: string | null) => {
    const [operator] = editing.fields.find(({ field }) => field === name)?.operators ?? [];
    if (name && operator && name !== test.field) change({ field: name, is: operator, value: undefined });
  };
  const chooseOperator = (is: string) => change({ is, value: valueAfter(test.value, test.is, is) });
  const label = fieldLabel(test.field, t);
  return (
    <div className={styles.test} data-part={test.key}>
      <Select
        aria-label={t('builder.field')}
        className={styles.field}
        data={useFieldChoices(editing.fields, test.field)}
        value={test.field}
        onChange={chooseField}
        allowDeselect={false}
        searchable
        nothingFoundMessage={t('settings:nothingFound')}
      />
      <NativeSelect
        aria-label={t('builder.operator', { field: label })}
        className={styles.operator}
        value={test.is}
        data={(field?.operators ?? [test.is]).map((value) => ({ value, label: t(`operator.${value}`) }))}
        onChange={({ currentTarget }) => chooseOperator(currentTarget.value)}
      />
      <AudienceValue test={test} field={field} onChange={(value) => change({ value })} />
      <ActionIcon
        className={styles.remove}
        variant="subtle"
        color="gray"
        aria-label={t('builder.removeTest', { field: label })}
        onClick={() => editing.remove(test.key)}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** Our own fields and the company's, each under its heading; a field no longer known stays as it is. */
function useFieldChoices(fields: AudienceField[], chosen: string) {
  const { t } = useTranslation('programs');
  const choice = (field: string) => ({
    value: field,
    label: fieldLabel(field, t).replace(/[\u2068\u2069]/g, ''),
  });
  const own = fields.filter(({ attribute }) => !attribute).map(({ field }) => choice(field));
  const attributes = fields.filter(({ attribute }) => attribute).map(({ field }) => choice(field));
  const isKnown = fields.some(({ field }) => field === chosen);
  return [
    { group: t('builder.ownFields'), items: isKnown ? own : [choice(chosen), ...own] },
    ...(attributes.length > 0 ? [{ group: t('builder.attributes'), items: attributes }] : []),
  ];
}
