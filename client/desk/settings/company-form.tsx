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
import { ThanksFields } from './thanks-fields.tsx';
import { useCompanyErrors } from './use-company-errors.ts';
import { useFieldRules } from './use-field-rules.ts';
import styles from './settings.module.css';

export type CompanyFormState = UseFormReturnType<CompanySettings>;

export function CompanyForm({ settings }: { settings: CompanySettings }) {
  const { t } = useTranslation('settings');
  const isAdmin = useSession().actor.role === 'admin';
  const form = useCompanyForm(settings);
  const { submit, save } = useSubmit(form);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {isAdmin ? null : <p className={styles.readOnly}>{t('readOnly')}</p>}
      <fieldset className={styles.everything} disabled={!isAdmin}>
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
        <Section title={t('company.thanks')}>
          <ThanksFields form={form} />
        </Section>
      </fieldset>
      {isAdmin ? <SaveBar form={form} save={save} /> : null}
    </form>
  );
}

type Save = ReturnType<typeof useSaveCompany>;

function SaveBar({ form, save }: { form: CompanyFormState; save: Save }) {
  const { t } = useTranslation('settings');
  const problemText = useProblemText();
  const isDirty = form.isDirty();
  const isWrong = Object.keys(form.errors).length > 0;
  return (
    <div className={styles.save} data-dirty={isDirty || undefined}>
      <Button type="submit" variant="filled" loading={save.isPending} disabled={!isDirty}>
        {t('save')}
      </Button>
      {isWrong || save.error ? (
        <p role="alert" className={styles.problem}>
          {isWrong ? t('wrong.fields') : problemText(save.error)}
        </p>
      ) : null}
    </div>
  );
}

function useSubmit(form: CompanyFormState) {
  const { t } = useTranslation('settings');
  const errorsOf = useCompanyErrors();
  const save = useSaveCompany();
  const showFirst = (errors: object) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
  const submit = form.onSubmit(
    (values) =>
      save.mutate(values, {
        onSuccess: (saved) => {
          form.setInitialValues(saved);
          form.reset();
          notifyDone(t('saved'));
        },
        onError: (error) => {
          form.setErrors(errorsOf(error));
          showFirst(errorsOf(error));
        },
      }),
    showFirst,
  );
  return { submit, save };
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
      firstContactHours: within(clockLimits.firstContactHours),
      firstContactHoursGold: within(clockLimits.firstContactHoursGold),
      resolutionHours: within(clockLimits.resolutionHours),
      reopensWithinDays: within(clockLimits.reopensWithinDays),
      followUpAfterHours: (hours) => (hours === null ? null : within({ min: 1, max: 720 })(hours)),
      replyAddress: (address) => (address === null ? null : email(address)),
    },
  });
}
