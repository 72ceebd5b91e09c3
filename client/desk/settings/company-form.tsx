import { Button } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { notifyDone } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { useSession } from '../session.tsx';
import { AboutFields, MailFields } from './company-fields.tsx';
import { areInOrder, useSaveCompany, type CompanySettings } from './company-settings.ts';
import { ClockFields, clockLimits } from './clock-fields.tsx';
import { Holidays } from './holidays.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { useCompanyErrors } from './use-company-errors.ts';
import { useFieldRules } from './use-field-rules.ts';
import styles from './settings.module.css';

export type CompanyFormState = UseFormReturnType<CompanySettings>;

export function CompanyForm({ settings }: { settings: CompanySettings }) {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const problemText = useProblemText();
  const errorsOf = useCompanyErrors();
  const save = useSaveCompany();
  const form = useCompanyForm(settings);
  const submit = (values: CompanySettings) =>
    save.mutate(values, {
      onSuccess: (saved) => {
        form.setInitialValues(saved);
        form.reset();
        notifyDone(t('saved'));
      },
      onError: (error) => form.setErrors(errorsOf(error)),
    });
  const isAdmin = actor.role === 'admin';
  return (
    <form className={styles.form} onSubmit={form.onSubmit(submit)} noValidate>
      <fieldset disabled={!isAdmin} style={{ all: 'unset', display: 'contents' }}>
        <Section title={t('company.about')}>
          <AboutFields form={form} />
        </Section>
        <Section title={t('company.mail')}>
          <MailFields form={form} />
        </Section>
        <Section title={t('company.hours')}>
          <p className={styles.help}>{t('company.hoursHelp')}</p>
          <HoursEditor form={form} />
        </Section>
        <Section title={t('company.holidays')}>
          <p className={styles.help}>{t('company.holidaysHelp')}</p>
          <Holidays form={form} isReadOnly={!isAdmin} />
        </Section>
        <Section title={t('company.clocks')}>
          <p className={styles.help}>{t('company.clocksHelp')}</p>
          <ClockFields form={form} />
        </Section>
      </fieldset>
      <div className={styles.save} data-dirty={form.isDirty() || undefined}>
        {isAdmin ? (
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
        ) : (
          <p className={styles.note}>{t('readOnly')}</p>
        )}
        {save.error ? (
          <p role="alert" className={styles.problem}>
            {problemText(save.error)}
          </p>
        ) : null}
      </div>
    </form>
  );
}

function useCompanyForm(settings: CompanySettings): CompanyFormState {
  const { t } = useTranslation('settings');
  const { needed, email, color, within } = useFieldRules();
  return useForm<CompanySettings>({
    initialValues: settings,
    validate: {
      name: needed,
      timeZone: needed,
      currency: needed,
      senderName: needed,
      senderEmail: email,
      accentColor: color,
      businessHours: (hours) => (Object.values(hours).every(areInOrder) ? null : t('company.overlap')),
      quietPeriodDays: within(clockLimits.quietPeriodDays),
      firstContactHours: within(clockLimits.firstContactHours),
      firstContactHoursGold: within(clockLimits.firstContactHoursGold),
      resolutionHours: within(clockLimits.resolutionHours),
    },
  });
}
