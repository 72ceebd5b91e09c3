import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { speak } from '#client/locales/i18n.ts';
import { languageNames, languages, nearestLanguage, type Language } from '#client/locales/languages.ts';
import { api } from '../api.ts';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { DigestSection } from '../told/digest-section.tsx';
import { MyAlerts } from './my-alerts.tsx';
import { PasswordForm } from './password-form.tsx';
import styles from './settings.module.css';
import { useFieldRules } from './use-field-rules.ts';

type About = { name: string; locale: Language };

export function AccountPage() {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const values = { name: `\u2068${actor.name}\u2069`, role: t(`people.roles.${actor.role}`) };
  return (
    <>
      <PageTitle note={<bdi>{actor.email}</bdi>}>
        <Trans t={t} i18nKey="account.title" values={values} components={{ em: <em /> }} />
      </PageTitle>
      <Section title={t('account.about')}>
        <AboutForm about={{ name: actor.name, locale: nearestLanguage(actor.locale) }} />
      </Section>
      <MyAlerts />
      {isAtLeast(actor.role, 'manager') ? <DigestSection /> : null}
      <Section title={t('account.password')}>
        <PasswordForm />
      </Section>
    </>
  );
}

function AboutForm({ about }: { about: About }) {
  const { t } = useTranslation('settings');
  const { needed } = useFieldRules();
  const queries = useQueryClient();
  const form = useForm<About>({ initialValues: about, validate: { name: needed } });
  const save = useMutation({
    mutationFn: (json: About) => api.api.me.$patch({ json }),
    onSuccess: async (_, saved) => {
      await speak(saved.locale);
      await queries.invalidateQueries({ queryKey: ['me'] });
      form.resetDirty(saved);
      notifyDone(t('saved'));
    },
    onError: notifyProblem,
  });
  return (
    <form className={styles.stack} onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <TextInput {...form.getInputProps('name')} label={t('account.name')} autoComplete="name" />
      <NativeSelect
        {...form.getInputProps('locale')}
        label={t('language')}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
      <div>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={!form.isDirty()}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
