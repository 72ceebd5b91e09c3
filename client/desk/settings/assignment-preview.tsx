import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkedText } from '../components/marked-text.tsx';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import { usePreview, type Preview, type Rule, type Supposed } from './answering-data.ts';
import styles from './answering.module.css';
import { useCaseOptions } from './use-case-options.ts';

const anybody: Supposed = {
  category: 'service',
  department: null,
  tier: 'silver',
  locale: 'ar',
  severity: 3,
};

/** Who would answer a customer one thinks of, and why she. */
export function AssignmentPreview({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation('answering');
  const [customer, setCustomer] = useState(anybody);
  const options = useCaseOptions();
  const preview = usePreview(rules, customer);
  const none = { value: '', label: t('preview.none') };
  const fields = [
    { name: 'category', data: [none, ...options.categories] },
    { name: 'department', data: [none, ...options.departments] },
    { name: 'tier', data: [none, ...options.tiers] },
    { name: 'locale', data: options.locales },
    { name: 'severity', data: options.severities },
  ] as const;
  const set = (name: (typeof fields)[number]['name'], value: string) =>
    // The choices are those the server knows.
    setCustomer({ ...customer, [name]: name === 'severity' ? Number(value) : value || null } as Supposed);
  return (
    <>
      <div className={styles.supposed}>
        {fields.map(({ name, data }) => (
          <NativeSelect
            key={name}
            label={t(`preview.${name}`)}
            data={data}
            value={String(customer[name] ?? '')}
            onChange={({ currentTarget }) => set(name, currentTarget.value)}
          />
        ))}
      </div>
      <output className={styles.verdict}>
        {preview.data ? <Verdict preview={preview.data} /> : t('preview.unknown')}
      </output>
    </>
  );
}

function Verdict({ preview: { owner, rule, because } }: { preview: Preview }) {
  const { t } = useTranslation('answering');
  const { list } = useFormat();
  if (!owner) return t('preview.nobody');
  const reasons = because.map((reason) =>
    reason === 'rule' ? t('because.rule', { place: (rule ?? 0) + 1 }) : t(`because.${reason}`),
  );
  const name = isolated(owner.name);
  const text =
    reasons.length === 0
      ? t('preview.first', { name })
      : t('preview.goesTo', { name, reasons: list(reasons) });
  return <MarkedText text={text} />;
}
