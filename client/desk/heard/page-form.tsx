import { Button, Switch, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { directionOf, languageNames, languages } from '#client/locales/languages.ts';
import { notifyDone } from '../components/notify.tsx';
import { Section } from '../components/section.tsx';
import { UnsavedGuard } from '../components/unsaved-guard.tsx';
import { useSession } from '../session.tsx';
import settings from '../settings/settings.module.css';
import styles from './heard.module.css';
import { useSavePage, type PublicPage } from './heard-data.ts';

type Measure = PublicPage['shown'][number];

/** Whether the page is on, which scores stand there and how it begins; an administrator's to say. */
export function PageForm({ page }: { page: PublicPage }) {
  const { t } = useTranslation(['heard-desk', 'settings']);
  const isAdmin = useSession().actor.role === 'admin';
  const save = useSavePage();
  const { shown, ...settled } = page;
  const form = useForm<Omit<PublicPage, 'shown'>>({ initialValues: settled });
  const measures = form.values.measures ?? shown;
  const choose = (measure: Measure, isShown: boolean) =>
    form.setFieldValue(
      'measures',
      isShown ? [...measures, measure] : measures.filter((one) => one !== measure),
    );
  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess: () => {
        form.resetDirty(values);
        notifyDone(t('settings:saved'));
      },
    }),
  );
  return (
    <form className={settings.form} onSubmit={submit}>
      <UnsavedGuard isDirty={form.isDirty()} />
      <Section title={t('page')}>
        {isAdmin ? null : <p className={settings.readOnly}>{t('settings:readOnly')}</p>}
        <fieldset className={settings.everything} disabled={!isAdmin}>
          <div className={settings.switches}>
            <Switch label={t('isOn')} {...form.getInputProps('isOn', { type: 'checkbox' })} />
            {(['nps', 'csat'] as const).map((measure) => (
              <Switch
                key={measure}
                label={t(`measure.${measure}`)}
                checked={measures.includes(measure)}
                onChange={(event) => choose(measure, event.currentTarget.checked)}
              />
            ))}
          </div>
          <div className={`${settings.fields} ${styles.introduction}`}>
            {languages.map((language) => (
              <Textarea
                key={language}
                label={`${t('introduction')} · ${languageNames[language]}`}
                lang={language}
                styles={{ input: { direction: directionOf(language) } }}
                autosize
                minRows={3}
                maxLength={2000}
                {...form.getInputProps(`introduction.${language}`)}
                value={form.values.introduction[language] ?? ''}
              />
            ))}
          </div>
        </fieldset>
        {isAdmin ? (
          <div className={settings.save} data-dirty={form.isDirty() || undefined}>
            <Button type="submit" variant="filled" loading={save.isPending} disabled={!form.isDirty()}>
              {t('settings:save')}
            </Button>
          </div>
        ) : null}
      </Section>
    </form>
  );
}
