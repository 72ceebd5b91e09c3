import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { directionOf } from '#client/locales/languages.ts';
import { unknownPlaceholder, type Locale } from './letter-text.ts';
import styles from './letters.module.css';
import type { Words } from './letters-data.ts';

interface Props {
  locale: Locale;
  words: Words;
  /** What stands there while nothing else is written. */
  shipped: Required<Words> | undefined;
  problemOf: (field: keyof Words) => string | undefined;
  onChange: (words: Words) => void;
}

/** The words of one letter; an empty field keeps the shipped ones, which show through. */
export function WordFields({ locale, words, shipped, problemOf, onChange }: Props) {
  const { t } = useTranslation('letters');
  const wrong = (text: string) => {
    const what = unknownPlaceholder(text);
    return what === undefined ? t('wrong') : t('words.unknown', { what });
  };
  const field = (name: keyof Words, label: string) => ({
    label,
    value: words[name] ?? '',
    placeholder: shipped?.[name],
    error: problemOf(name) && wrong(words[name] ?? ''),
    lang: locale,
    dir: directionOf(locale),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ ...words, [name]: currentTarget.value }),
  });
  return (
    <div className={styles.words}>
      <TextInput {...field('subject', t('words.subject'))} maxLength={200} />
      <Textarea {...field('ask', t('words.ask'))} autosize minRows={3} maxLength={2000} />
      <Textarea {...field('time', t('words.time'))} autosize minRows={2} maxLength={500} />
      <TextInput {...field('button', t('words.button'))} maxLength={80} />
      <p className={styles.help}>{t('words.help', { name: '{{name}}', company: '{{company}}' })}</p>
    </div>
  );
}
