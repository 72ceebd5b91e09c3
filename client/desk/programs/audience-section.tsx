import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AudienceBuilder } from './audience-builder.tsx';
import { AudienceCount } from './audience-count.tsx';
import styles from './editor.module.css';
import { usePartSentences } from './use-program-sentences.ts';
import type { FieldProps } from './use-program-form.ts';

/** Whom the program asks: the condition, a sample of them, and some held out to compare with. */
export function AudienceFields({ program, form }: FieldProps) {
  const { whom } = usePartSentences();
  const { audience, sample, holdOutPercent } = form.values;
  return (
    <div className={styles.stack} data-field="audience">
      <p className={styles.sentence}>{whom(audience)}</p>
      <AudienceBuilder
        condition={audience}
        onChange={(next) => {
          form.setFieldValue('audience', next);
          form.clearFieldError('audience');
        }}
      />
      {form.errors.audience ? (
        <p role="alert" className={styles.problem}>
          {form.errors.audience}
        </p>
      ) : null}
      <AudienceCount asked={{ condition: audience, sample, holdOutPercent, programId: program.id }} />
      <div className={styles.fields}>
        <SampleFields program={program} form={form} />
        <HoldOut form={form} />
      </div>
    </div>
  );
}

function SampleFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  const { sample } = form.values;
  const unit = sample === null ? 'everyone' : 'count' in sample ? 'count' : 'percent';
  const units = program.trigger
    ? (['everyone', 'percent'] as const)
    : (['everyone', 'count', 'percent'] as const);
  const choose = (next: string) => {
    form.clearFieldError('sample');
    if (next === 'count') form.setFieldValue('sample', { count: 500 });
    else form.setFieldValue('sample', next === 'percent' ? { percent: 20 } : null);
  };
  return (
    <div className={styles.pair} data-field="sample">
      <NativeSelect
        label={t('sample.label')}
        value={unit}
        data={units.map((value) => ({ value, label: t(`sample.${value}`) }))}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {sample === null ? null : (
        <NumberInput
          aria-label={t(`sample.${unit}`)}
          value={'count' in sample ? sample.count : sample.percent}
          onChange={(value) =>
            form.setFieldValue(
              'sample',
              'count' in sample ? { count: value as number } : { percent: value as number },
            )
          }
          error={form.errors.sample}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
        />
      )}
    </div>
  );
}

function HoldOut({ form }: Pick<FieldProps, 'form'>) {
  const { t } = useTranslation('programs');
  return (
    <NumberInput
      {...form.getInputProps('holdOutPercent')}
      label={t('holdOut.label')}
      description={t('holdOut.help')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      hideControls
    />
  );
}
