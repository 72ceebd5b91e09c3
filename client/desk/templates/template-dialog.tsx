import { Alert, Button, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, type Language } from '#client/locales/languages.ts';
import { mailFields, unknownFields } from '#client/locales/mail-fields.ts';
import { ApiProblem } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { TemplatePreview } from './template-preview.tsx';
import { useSaveTemplate, type Template, type Texts } from './templates-data.ts';
import styles from './templates.module.css';

type Props = { template: Template | null; onClose: () => void };

/** The words of a template in each language, and beside them as a customer reads them. */
export function TemplateDialog({ template, onClose }: Props) {
  const { t } = useTranslation('case');
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t(template ? 'templates.edit' : 'templates.add')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <TemplateForm template={template} onClose={onClose} />
    </Modal>
  );
}

function TemplateForm({ template, onClose }: Props) {
  const { t, i18n } = useTranslation('case');
  const save = useSaveTemplate();
  const problemText = useProblemText();
  const [name, setName] = useState(template?.name ?? '');
  const [texts, setTexts] = useState<Texts>(template?.texts ?? {});
  const [language, setLanguage] = useState<Language>(languages.find((one) => one === i18n.language) ?? 'en');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = template?.id ?? null;
    save.mutate(
      { id, updatedAt: template?.updatedAt ?? null, name: name.trim(), texts: written(texts) },
      {
        onSuccess: () => {
          notifyDone(t('templates.saved'));
          onClose();
        },
      },
    );
  };
  const fields = save.error instanceof ApiProblem ? save.error.fields : {};
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {template?.isShipped ? null : (
          <TextInput
            data-autofocus
            label={t('templates.name')}
            attributes={{ input: { dir: 'auto' } }}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fields['name'] ? t('templates.needed') : null}
          />
        )}
        <SegmentedControl
          bg="var(--fill)"
          aria-label={t('templates.languages')}
          value={language}
          onChange={(value) => setLanguage(languages.find((one) => one === value) ?? 'en')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <div className={styles.both}>
          <Words
            language={language}
            texts={texts}
            wrong={fields}
            onChange={(words) => setTexts({ ...texts, [language]: words })}
          />
          <TemplatePreview language={language} words={texts[language]} />
        </div>
        {save.error ? <Alert color="red">{problemText(save.error)}</Alert> : null}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('templates.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Word = { subject: string; body: string };

/** A language whose words were all deleted is written in no more. */
const written = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).filter(([, words]) => words && (words.subject || words.body)));

type WordsProps = {
  language: Language;
  texts: Texts;
  wrong: Readonly<Record<string, string>>;
  onChange: (words: Word) => void;
};

function Words({ language, texts, wrong, onChange }: WordsProps) {
  const { t } = useTranslation('case');
  const words = texts[language] ?? { subject: '', body: '' };
  const problemOf = (part: keyof Word): string | null => {
    const [unknown] = unknownFields(words[part]);
    if (unknown) return t('templates.unknown', { field: `{{${unknown}}}` });
    return wrong[`texts.${language}.${part}`] && words[part].trim() === '' ? t('templates.needed') : null;
  };
  return (
    <Stack>
      <TextInput
        label={t('mail.subject')}
        attributes={{ input: { dir: 'auto' } }}
        lang={language}
        maxLength={200}
        value={words.subject}
        onChange={(event) => onChange({ ...words, subject: event.currentTarget.value })}
        error={problemOf('subject')}
      />
      <Textarea
        label={t('templates.body')}
        description={t('templates.fields', {
          fields: mailFields.map((field) => `\u2068{{${field}}}\u2069`).join(' '),
        })}
        attributes={{ input: { dir: 'auto' } }}
        lang={language}
        autosize
        minRows={10}
        maxRows={18}
        maxLength={10_000}
        value={words.body}
        onChange={(event) => onChange({ ...words, body: event.currentTarget.value })}
        error={problemOf('body')}
      />
    </Stack>
  );
}
