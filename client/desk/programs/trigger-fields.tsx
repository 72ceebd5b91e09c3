import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import type { ProgramForm } from './program-form.ts';
import type { FieldProps } from './use-program-form.ts';

type Trigger = NonNullable<ProgramForm['trigger']>;

const causesOf: Partial<Record<FieldProps['program']['kind'], Trigger['on'][]>> = {
  transactional: ['order', 'event'],
  exit: ['departure'],
};
const units = ['minutes', 'days', 'months'] as const;
type Unit = (typeof units)[number];

/** What starts an invitation, and how long after it. */
export function TriggerFields({ program, form, trigger }: FieldProps & { trigger: Trigger }) {
  const { t } = useTranslation('programs');
  const set = (change: Partial<Trigger>) => {
    form.setFieldValue('trigger', { ...trigger, ...change });
    form.clearFieldError('trigger');
  };
  const causes = causesOf[program.kind] ?? [trigger.on];
  const chooseCause = (value: string) => {
    const on = causes.find((each) => each === value) ?? trigger.on;
    form.setFieldValue(
      'trigger',
      on === 'event' ? { ...trigger, on, event: '' } : { on, after: trigger.after },
    );
  };
  return (
    <div className={styles.fields} data-field="trigger">
      <Delay after={trigger.after} error={form.errors.trigger} onChange={(after) => set({ after })} />
      <NativeSelect
        label={t('trigger.on')}
        value={trigger.on}
        disabled={causes.length === 1}
        data={causes.map((value) => ({ value, label: t(`trigger.${value}`) }))}
        onChange={({ currentTarget }) => chooseCause(currentTarget.value)}
      />
      {trigger.on === 'event' ? (
        <TextInput
          label={t('trigger.eventName')}
          description={t('trigger.eventHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={trigger.event ?? ''}
          onChange={({ currentTarget }) => set({ event: currentTarget.value })}
          error={form.errors['trigger.event']}
          maxLength={80}
          dir="ltr"
        />
      ) : null}
    </div>
  );
}

type DelayProps = {
  after: Trigger['after'];
  error: React.ReactNode;
  onChange: (after: Trigger['after']) => void;
};

function Delay({ after, error, onChange }: DelayProps) {
  const { t } = useTranslation('programs');
  const unit: Unit = 'months' in after ? 'months' : 'days' in after ? 'days' : 'minutes';
  const count = Object.values(after)[0] ?? 0;
  const change = (next: Unit, value: number) => onChange({ [next]: value } as unknown as Trigger['after']);
  return (
    <div className={styles.pair}>
      <NumberInput
        label={t('trigger.delay')}
        value={count}
        // An emptied field is told at saving; it is no number until then.
        onChange={(value) => change(unit, value as number)}
        error={error}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        hideControls
      />
      <NativeSelect
        aria-label={t('trigger.unit')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`trigger.${value}`) }))}
        onChange={({ currentTarget }) => {
          const next = units.find((each) => each === currentTarget.value) ?? unit;
          change(next, next === 'months' ? 1 : count);
        }}
      />
    </div>
  );
}
