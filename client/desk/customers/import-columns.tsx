import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { columnNames } from './column-names.ts';
import { ImportRun } from './import-run.tsx';
import type { Kind, Plan, Preview } from './send-file.ts';
import styles from './import.module.css';

type Props = { kind: Kind; file: File; preview: Preview; onAnother: () => void };

/** Which column is which field: guessed, and changed by hand. What was checked is forgotten when a column changes. */
export function ImportColumns({ kind, file, preview, onAnother }: Props) {
  const { t } = useTranslation('customers');
  const [map, setMap] = useState(preview.guesses);
  const [set, setSet] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState<Plan | null>(null);
  const change = (field: string, column: string) => {
    setChecked(null);
    setMap((before) => withText(before, field, column));
    if (column) setSet((before) => withText(before, field, ''));
  };
  const setForAll = (field: string, text: string) => {
    setChecked(null);
    setSet((before) => withText(before, field, text));
  };
  return (
    <>
      <Section title={t('importing.columns')}>
        {preview.repeatedHeaders.map(({ header, columns }) => (
          <p key={header} className={styles.note}>
            {t('importing.repeated', { header, columns: columns.join(', ') })}
          </p>
        ))}
        <ul className={styles.fields}>
          {preview.fields.map(({ field, isRequired }) => (
            <FieldRow
              key={field}
              field={field}
              isRequired={isRequired}
              preview={preview}
              column={map[field] ?? ''}
              forAll={set[field] ?? ''}
              onColumn={(column) => change(field, column)}
              onForAll={(text) => setForAll(field, text)}
            />
          ))}
        </ul>
        <Button variant="filled" onClick={() => setChecked({ kind, map, set })}>
          {t('importing.check')}
        </Button>
      </Section>
      {checked ? <ImportRun plan={checked} file={file} onAnother={onAnother} /> : null}
    </>
  );
}

type RowProps = {
  field: string;
  isRequired: boolean;
  preview: Preview;
  column: string;
  forAll: string;
  onColumn: (column: string) => void;
  onForAll: (text: string) => void;
};

function FieldRow({ field, isRequired, preview, column, forAll, onColumn, onForAll }: RowProps) {
  const { t } = useTranslation('customers');
  const names = columnNames(preview.headers);
  const name = t(`field.${field}`);
  const examples = preview.rows.map((row) => row[names.indexOf(column)]).filter(Boolean);
  return (
    <li className={styles.field}>
      <span>
        {name} {isRequired ? <small className={styles.needed}>{t('importing.needed')}</small> : null}
      </span>
      <NativeSelect
        aria-label={t('importing.columnOf', { field: name })}
        value={column}
        onChange={(event) => onColumn(event.currentTarget.value)}
        data={[
          { value: '', label: t('importing.none') },
          ...names.map((one) => ({ value: one, label: one })),
        ]}
      />
      {column ? (
        <span className={styles.examples} title={t('importing.example')}>
          {examples.length === 0 ? '–' : null}
          {examples.slice(0, 3).map((example, at) => (
            <Fragment key={at}>
              {at > 0 ? ' · ' : null}
              <bdi>{example}</bdi>
            </Fragment>
          ))}
        </span>
      ) : (
        <TextInput
          aria-label={`${name}: ${t('importing.forAll')}`}
          placeholder={t('importing.forAll')}
          value={forAll}
          onChange={(event) => onForAll(event.currentTarget.value)}
        />
      )}
    </li>
  );
}

function withText(before: Record<string, string>, field: string, text: string): Record<string, string> {
  const { [field]: _, ...rest } = before;
  return text ? { ...rest, [field]: text } : rest;
}
