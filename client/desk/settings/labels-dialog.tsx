import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { directionOf, languageNames, languages, nearestLanguage } from '#client/locales/languages.ts';
import { ApiProblem } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import styles from './codebook.module.css';

type Labels = Partial<Record<(typeof languages)[number], string>>;

type Props = {
  title: string;
  labels: Labels;
  /** What stands where nothing is written. */
  otherwise?: Labels;
  isSaving: boolean;
  onSave: (labels: Labels) => Promise<unknown>;
  onClose: () => void;
};

/** One name in every language the company speaks; the reader's own comes first. */
export function LabelsDialog({ title, labels, otherwise = {}, isSaving, onSave, onClose }: Props) {
  const { t, i18n } = useTranslation('codebook');
  const own = nearestLanguage(i18n.language);
  const form = useForm<Required<Labels>>({
    initialValues: { en: '', ar: '', he: '', ru: '', ...labels },
    validate: (values) =>
      Object.values({ ...otherwise, ...written(values) }).length > 0 ? {} : { [own]: t('labels.needed') },
  });
  const save = (values: Required<Labels>) =>
    onSave(values).then(onClose, (error: unknown) => {
      const places = error instanceof ApiProblem ? Object.keys(error.fields) : [];
      const refused = languages.find((language) => places.includes(`labels.${language}`));
      if (refused) form.setFieldError(refused, t('labels.taken'));
      else notifyProblem(error);
    });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={form.onSubmit((values) => void save(values))} noValidate>
        <div className={styles.labels}>
          {[own, ...languages.filter((language) => language !== own)].map((language) => (
            <TextInput
              key={language}
              {...form.getInputProps(language)}
              data-autofocus={language === own || undefined}
              label={languageNames[language]}
              placeholder={otherwise[language]}
              lang={language}
              styles={{ input: { direction: directionOf(language) } }}
              maxLength={80}
            />
          ))}
        </div>
        <Group justify="flex-end" mt="lg" gap={8}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" loading={isSaving}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

const written = (values: Labels): Labels =>
  Object.fromEntries(Object.entries(values).filter(([, label]) => label.trim() !== ''));
