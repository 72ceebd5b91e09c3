import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingShape } from '../components/loading-shape.tsx';
import { ErrorState } from '../components/error-state.tsx';
import styles from './audience.module.css';
import type { AudienceField } from './audience-fields.ts';
import {
  conditionOf,
  formOf,
  freshKey,
  isGroup,
  withAdded,
  withPart,
  type Condition,
  type Group,
  type Test,
} from './audience-form.ts';
import { AudienceGroup } from './audience-group.tsx';
import { useAudienceFields } from './audience-data.ts';

type Props = { condition: Condition; onChange: (condition: Condition) => void };

/** Builds a condition by picking fields, operators and values, in groups joined by all, any or none. */
export function AudienceBuilder({ condition, onChange }: Props) {
  const { t } = useTranslation('programs');
  const fields = useAudienceFields();
  const [form, setForm] = useState(() => formOf(condition));
  if (fields.error) return <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />;
  if (!fields.data) return <LoadingShape shape="list" rows={3} />;
  const change = (next: Group) => {
    setForm(next);
    onChange(conditionOf(next));
  };
  if (form === null) {
    return (
      <div className={styles.tooDeep}>
        <p>{t('builder.tooDeep')}</p>
        <Button onClick={() => change({ key: '0', join: 'all', parts: [] })}>{t('builder.startAnew')}</Button>
      </div>
    );
  }
  return <Builder form={form} fields={fields.data.fields} onChange={change} />;
}

type BuilderProps = { form: Group; fields: AudienceField[]; onChange: (form: Group) => void };

export interface Editing {
  fields: AudienceField[];
  change: (key: string, change: (part: Test | Group) => Test | Group | null) => void;
  remove: (key: string) => void;
  addTest: (groupKey: string) => void;
  addGroup: () => void;
}

function Builder({ form, fields, onChange }: BuilderProps) {
  const place = useRef<HTMLDivElement>(null);
  const focus = (key: string, within: string) =>
    setTimeout(() => place.current?.querySelector<HTMLElement>(`[data-part="${key}"] ${within}`)?.focus());
  const newTest = (key: string): Test => {
    const [first] = fields;
    return { key, field: first?.field ?? 'status', is: first?.operators[0] ?? 'one-of', value: undefined };
  };
  const editing: Editing = {
    fields,
    change: (key, change) =>
      onChange(key === form.key ? asGroup(change(form), form) : withPart(form, key, change)),
    remove: (key) => {
      onChange(withPart(form, key, () => null));
      focus(form.key, 'button[data-add]');
    },
    addTest: (groupKey) => {
      const key = freshKey(form);
      onChange(withAdded(form, groupKey, newTest(key)));
      focus(key, 'input');
    },
    addGroup: () => {
      const group: Group = { key: freshKey(form), join: 'any', parts: [] };
      const grown = withAdded(form, form.key, group);
      const key = freshKey(grown);
      onChange(withAdded(grown, group.key, newTest(key)));
      focus(key, 'input');
    },
  };
  return (
    <div ref={place}>
      <AudienceGroup group={form} editing={editing} isOutermost />
    </div>
  );
}

const asGroup = (part: Test | Group | null, otherwise: Group): Group =>
  part && isGroup(part) ? part : otherwise;
