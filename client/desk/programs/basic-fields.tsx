import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProgramName } from '../components/use-names.ts';
import styles from './editor.module.css';
import type { FieldProps } from './use-program-form.ts';
import { useSurveyChoices } from './use-survey-choices.ts';

/** The program's name and the survey it asks. */
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
      {program.isAnonymous ? <p className={styles.help}>{t('editor.anonymous')}</p> : null}
    </div>
  );
}
