import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { UnsavedGuard } from '../components/unsaved-guard.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { AudienceFields } from './audience-section.tsx';
import { BasicFields } from './basic-fields.tsx';
import styles from './editor.module.css';
import { GiftFields } from './gift-fields.tsx';
import { LetterFields } from './letter-fields.tsx';
import type { Program } from './programs-data.ts';
import { ReminderFields } from './reminder-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { useProgramForm, type ProgramFormState } from './use-program-form.ts';
import { useSaveProgram } from './use-save-program.ts';

/** The editor of a program: sections from what is asked to how the letter reads, saved as one change. */
export function ProgramEditor({ program }: { program: Program }) {
  const { t } = useTranslation('programs');
  const form = useProgramForm(program);
  const { submit, save } = useSaveProgram(program, form);
  const props = { program, form };
  return (
    <form className={styles.editor} onSubmit={submit} noValidate>
      <UnsavedGuard isDirty={form.isDirty()} />
      <Section title={t('editor.what')}>
        <BasicFields {...props} />
      </Section>
      <Section title={t('codes.title')}>
        <GiftFields {...props} />
      </Section>
      {program.kind === 'staff' ? null : (
        <Section title={t('editor.whom')}>
          <AudienceFields {...props} />
        </Section>
      )}
      <Section title={t('editor.when')}>
        <ScheduleFields {...props} />
      </Section>
      {form.values.channel === 'email' && program.kind !== 'staff' ? (
        <Section title={t('editor.reminders')}>
          <ReminderFields form={form} />
        </Section>
      ) : null}
      {form.values.channel === 'email' ? (
        <Section title={t('editor.letter')}>
          <LetterFields {...props} />
        </Section>
      ) : null}
      <SaveBar form={form} isSaving={save.isPending} error={save.error} />
    </form>
  );
}

type BarProps = { form: ProgramFormState; isSaving: boolean; error: unknown };

function SaveBar({ form, isSaving, error }: BarProps) {
  const { t } = useTranslation('programs');
  const problemText = useProblemText();
  const isDirty = form.isDirty();
  const isWrong = Object.keys(form.errors).length > 0;
  return (
    <div className={styles.save} data-dirty={isDirty || undefined}>
      <Button type="submit" variant="filled" loading={isSaving} disabled={!isDirty}>
        {t('editor.save')}
      </Button>
      {isWrong || error ? (
        <p role="alert" className={styles.problem}>
          {isWrong ? t('editor.wrong') : problemText(error)}
        </p>
      ) : null}
    </div>
  );
}
