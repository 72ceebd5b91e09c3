import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { minorDigits } from '#client/locales/format.ts';
import { useProgramName } from '../components/use-names.ts';
import { useSession } from '../session.tsx';
import styles from './editor.module.css';
import type { FieldProps } from './use-program-form.ts';
import { useSurveyChoices } from './use-survey-choices.ts';

/** The program's name, the survey it asks and the gift for answering. */
export function BasicFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  const programName = useProgramName();
  const surveys = useSurveyChoices(program.kind, program.surveyId);
  return (
    <div className={styles.fields}>
      <TextInput
        {...form.getInputProps('name')}
        label={t('editor.name')}
        placeholder={programName({ id: program.id, name: '' })}
        maxLength={80}
        dir={form.values.name ? 'auto' : undefined}
      />
      <Select
        {...form.getInputProps('surveyId')}
        label={t('editor.survey')}
        data={surveys}
        allowDeselect={false}
        searchable
        nothingFoundMessage={t('settings:nothingFound')}
      />
      {program.isAnonymous ? <p className={styles.help}>{t('editor.anonymous')}</p> : <Gift form={form} />}
    </div>
  );
}

function Gift({ form }: Pick<FieldProps, 'form'>) {
  const { t } = useTranslation('programs');
  const { currency } = useSession().company;
  const digits = minorDigits(currency);
  const { rewardMinor } = form.values;
  return (
    <NumberInput
      label={t('change.reward', { currency })}
      description={t('change.rewardHelp')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={rewardMinor === null ? '' : rewardMinor / 10 ** digits}
      onChange={(value) =>
        form.setFieldValue('rewardMinor', Number(value) > 0 ? Math.round(Number(value) * 10 ** digits) : null)
      }
      error={form.errors.rewardMinor}
      min={0}
      max={1_000_000}
      decimalScale={digits}
      hideControls
    />
  );
}
