import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import { TriggerFields } from './trigger-fields.tsx';
import { usePartSentences } from './use-program-sentences.ts';
import type { FieldProps } from './use-program-form.ts';

/** When the program asks, with the sentence that says what will happen. */
export function ScheduleFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  const { when, closes } = usePartSentences();
  const { values } = form;
  return (
    <div className={styles.stack}>
      <p className={styles.sentence} aria-live="polite">
        {when({ ...values, kind: program.kind })}{' '}
        {values.channel === 'email' ? closes(values.closesAfterDays) : ''}
      </p>
      {program.kind === 'exit' ? (
        <SegmentedControl
          aria-label={t('editor.channel')}
          data={(['email', 'call'] as const).map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={values.channel}
          onChange={(value) => form.setFieldValue('channel', value === 'call' ? 'call' : 'email')}
        />
      ) : null}
      {values.trigger ? <TriggerFields program={program} form={form} trigger={values.trigger} /> : null}
      <div className={styles.fields}>
        {program.kind === 'monthly' ? <MonthlyFields form={form} /> : null}
        {program.kind === 'one-off' || program.kind === 'staff' ? <OnceFields form={form} /> : null}
        {values.channel === 'email' ? <Hours form={form} /> : null}
        <WholeNumber form={form} name="closesAfterDays" />
      </div>
    </div>
  );
}

type Form = Pick<FieldProps, 'form'>;

function MonthlyFields({ form }: Form) {
  return (
    <>
      <WholeNumber form={form} name="opensOnDay" />
      <WholeNumber form={form} name="windowDays" />
    </>
  );
}

function OnceFields({ form }: Form) {
  const { t } = useTranslation('programs');
  return (
    <>
      <TextInput
        type="date"
        label={t('editor.opensOn')}
        description={t('editor.opensOnHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.values.opensOn ?? ''}
        onChange={({ currentTarget }) => form.setFieldValue('opensOn', currentTarget.value || null)}
        error={form.errors.opensOn}
      />
      <WholeNumber form={form} name="windowDays" />
    </>
  );
}

function WholeNumber({ form, name }: Form & { name: 'opensOnDay' | 'windowDays' | 'closesAfterDays' }) {
  const { t } = useTranslation('programs');
  return (
    <NumberInput
      {...form.getInputProps(name)}
      label={t(`editor.${name}`)}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
    />
  );
}

function Hours({ form }: Form) {
  const { t } = useTranslation('programs');
  return (
    <div className={styles.fields}>
      <Select
        {...form.getInputProps('sendFrom')}
        label={t('editor.sendFrom')}
        data={hoursWith(form.values.sendFrom)}
        allowDeselect={false}
      />
      <Select
        {...form.getInputProps('sendUntil')}
        label={t('editor.sendUntil')}
        data={hoursWith(form.values.sendUntil)}
        allowDeselect={false}
      />
    </div>
  );
}

const halfHours = Array.from(
  { length: 49 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`,
);
const hoursWith = (time: string) => [...new Set([...halfHours, time])].toSorted();
