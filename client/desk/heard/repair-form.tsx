import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { directionOf, languageNames, languages } from '#client/locales/languages.ts';
import { isReasonCategory, REASON_CATEGORIES } from '#surveys/reasons.ts';
import { notifyDone } from '../components/notify.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import settings from '../settings/settings.module.css';
import { useSaveRepair, type Repair, type RepairInput } from './heard-data.ts';
import styles from './heard.module.css';

const states = ['planned', 'under-way', 'done'] as const;

type Values = { title: Repair['title']; category: string; state: RepairInput['state']; doneOn: string };

/** One thing to mend: what it is, in any of the languages, and how far it is. */
export function RepairForm({ repair, onDone }: { repair: Repair | null; onDone: () => void }) {
  const { t } = useTranslation(['heard-desk', 'settings']);
  const reasonLabel = useReasonLabel();
  const save = useSaveRepair();
  const form = useForm<Values>({
    initialValues: {
      title: repair?.title ?? {},
      category: repair?.category ?? '',
      state: repair?.state ?? 'planned',
      doneOn: repair?.doneOn ?? '',
    },
    validate: { doneOn: (day, { state }) => (state === 'done' && !day ? t('settings:wrong.needed') : null) },
  });
  const submit = form.onSubmit(({ title, category, state, doneOn }) =>
    save.mutate(
      {
        id: repair?.id ?? null,
        title,
        state,
        category: isReasonCategory(category) ? category : null,
        doneOn: state === 'done' ? doneOn : null,
      },
      {
        onSuccess: () => {
          notifyDone(t('settings:saved'));
          onDone();
        },
      },
    ),
  );
  return (
    <form className={styles.words} onSubmit={submit} noValidate>
      <div className={settings.fields}>
        {languages.map((language) => (
          <TextInput
            key={language}
            label={`${t('repairTitle')} · ${languageNames[language]}`}
            lang={language}
            styles={{ input: { direction: directionOf(language) } }}
            maxLength={200}
            {...form.getInputProps(`title.${language}`)}
            value={form.values.title[language] ?? ''}
          />
        ))}
        <NativeSelect
          label={t('category')}
          data={[
            { value: '', label: t('noCategory') },
            ...REASON_CATEGORIES.map((value) => ({ value, label: reasonLabel(value) })),
          ]}
          {...form.getInputProps('category')}
        />
        <NativeSelect
          label={t('state')}
          data={states.map((value) => ({ value, label: t(`states.${value}`) }))}
          {...form.getInputProps('state')}
        />
        {form.values.state === 'done' ? (
          <TextInput type="date" label={t('doneOn')} {...form.getInputProps('doneOn')} />
        ) : null}
      </div>
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('settings:save')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
