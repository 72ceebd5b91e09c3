import { Button, NumberInput, Select } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { UnsavedGuard } from '../components/unsaved-guard.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { useSession } from '../session.tsx';
import { CapRows } from './cap-rows.tsx';
import { useSaveContactRules, type ContactRules } from './contact-rules.ts';
import styles from './settings.module.css';
import { useFieldRules } from './use-field-rules.ts';
import { timesOfDay } from './week.ts';

export type RulesFormState = UseFormReturnType<ContactRules>;

export const ruleLimits = {
  quietPeriodDays: { min: 0, max: 365 },
  count: { min: 1, max: 1000 },
  days: { min: 1, max: 365 },
} as const;

export function ContactRulesForm({ rules }: { rules: ContactRules }) {
  const { t } = useTranslation('settings');
  const isAdmin = useSession().actor.role === 'admin';
  const form = useRulesForm(rules);
  const { submit, save } = useSubmit(form);
  const problemText = useProblemText();
  const isWrong = Object.keys(form.errors).length > 0;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <UnsavedGuard isDirty={form.isDirty()} />
      {isAdmin ? null : <p className={styles.readOnly}>{t('readOnly')}</p>}
      <fieldset className={styles.everything} disabled={!isAdmin}>
        <Section title={t('rules.period')}>
          <p className={styles.help}>{t('rules.periodHelp')}</p>
          <QuietPeriod form={form} />
        </Section>
        <Section title={t('rules.caps')}>
          <p className={styles.help}>{t('rules.capsHelp')}</p>
          <CapRows form={form} isReadOnly={!isAdmin} />
        </Section>
        <Section title={t('rules.hours')}>
          <p className={styles.help}>{t('rules.hoursHelp')}</p>
          <QuietHours form={form} />
        </Section>
      </fieldset>
      <Section title={t('rules.never')}>
        <p className={styles.help}>{t('rules.neverHelp')}</p>
      </Section>
      {isAdmin ? (
        <div className={styles.save} data-dirty={form.isDirty() || undefined}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
          {isWrong || save.error ? (
            <p role="alert" className={styles.problem}>
              {isWrong ? t('wrong.fields') : problemText(save.error)}
            </p>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}

function QuietPeriod({ form }: { form: RulesFormState }) {
  const { t } = useTranslation('settings');
  return (
    <div className={styles.fields}>
      <NumberInput
        {...form.getInputProps('quietPeriodDays')}
        label={t('company.quiet')}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
      />
    </div>
  );
}

/** A day ends where the next begins. */
const hoursOf = (time: string) => timesOfDay(time).filter((each) => each !== '24:00');

function QuietHours({ form }: { form: RulesFormState }) {
  const { t } = useTranslation('settings');
  const { quietFrom, quietUntil } = form.values;
  return (
    <div className={styles.fields}>
      <Select
        {...form.getInputProps('quietFrom')}
        label={t('rules.quietFrom')}
        data={hoursOf(quietFrom)}
        allowDeselect={false}
      />
      <Select
        {...form.getInputProps('quietUntil')}
        label={t('rules.quietUntil')}
        data={hoursOf(quietUntil)}
        allowDeselect={false}
      />
    </div>
  );
}

function useSubmit(form: RulesFormState) {
  const { t, i18n } = useTranslation('settings');
  const save = useSaveContactRules();
  const refused = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    const told = Object.entries(error.fields).map(([field, problem]) => [
      field,
      i18n.language === 'en' ? problem : t('wrong.refused'),
    ]);
    form.setErrors(Object.fromEntries(told));
  };
  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess: (saved) => {
        form.setInitialValues(saved);
        form.reset();
        notifyDone(t('saved'));
      },
      onError: refused,
    }),
  );
  return { submit, save };
}

function useRulesForm(rules: ContactRules): RulesFormState {
  const { within } = useFieldRules();
  return useForm<ContactRules>({
    initialValues: rules,
    validate: {
      quietPeriodDays: within(ruleLimits.quietPeriodDays),
      contactCaps: { count: within(ruleLimits.count), days: within(ruleLimits.days) },
    },
  });
}
