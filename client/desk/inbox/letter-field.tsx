import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';

export const isUnfinished = (letter: string): boolean => /\[\[[^\]]*\]\]/.test(letter);

type Props = {
  text: string;
  locale: string;
  to: string;
  onChange: (text: string) => void;
  isChecked: boolean;
};

/** The letter to the customer, in her language and its direction, whatever the desk's own is. */
export function LetterField({ text, locale, to, onChange, isChecked }: Props) {
  const { t } = useTranslation('inbox');
  const language = languageNames[nearestLanguage(locale)];
  const wrong = text.trim() === '' ? t('letter.empty') : isUnfinished(text) ? t('letter.unfinished') : null;
  return (
    <Textarea
      label={t('letter.label', { to, language })}
      description={t('letter.hint')}
      attributes={{ input: { dir: 'auto' } }}
      lang={locale}
      autosize
      minRows={8}
      maxRows={16}
      maxLength={10_000}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={isChecked ? wrong : null}
    />
  );
}
