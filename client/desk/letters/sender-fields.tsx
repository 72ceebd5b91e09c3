import { ColorInput, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isOtherDomain } from './letter-text.ts';
import styles from './letters.module.css';
import type { Defaults, LetterValue } from './letters-data.ts';

type Letter = LetterValue['letter'];
type Props = {
  letter: Letter;
  defaults: Defaults;
  problems: Readonly<Record<string, string>>;
  onChange: (letter: Letter) => void;
};

/** Who signs the letter, its colour, and whether the first question stands in it. */
export function SenderFields({ letter, defaults, problems, onChange }: Props) {
  const { t } = useTranslation('letters');
  const set = (name: keyof Letter, value: string) => {
    const { [name]: _, ...rest } = letter;
    // Only the fields that may be missing are ever emptied.
    onChange((value.trim() === '' ? rest : { ...letter, [name]: value }) as Letter);
  };
  const field = (name: 'senderName' | 'senderEmail' | 'replyTo') => ({
    value: letter[name] ?? '',
    error: problems[`letter.${name}`] && t(name === 'senderName' ? 'wrong' : 'sender.wrong'),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set(name, currentTarget.value),
  });
  const isOther = isOtherDomain(letter.senderEmail, defaults.sender.email);
  return (
    <div className={styles.sender}>
      <TextInput
        {...field('senderName')}
        label={t('sender.name')}
        placeholder={defaults.sender.name}
        maxLength={120}
      />
      <TextInput
        {...field('senderEmail')}
        label={t('sender.email')}
        description={isOther ? t('sender.otherDomain') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={defaults.sender.email}
        type="email"
        dir="ltr"
      />
      <TextInput {...field('replyTo')} label={t('sender.replyTo')} type="email" dir="ltr" />
      <ColorInput
        label={t('accent')}
        value={letter.accentColor ?? ''}
        placeholder={defaults.accentColor}
        error={problems['letter.accentColor'] && t('accentWrong')}
        onChange={(color) => set('accentColor', color)}
        withEyeDropper={false}
      />
      <Switch
        className={styles.whole}
        label={t('firstQuestion')}
        description={t('firstQuestionHelp')}
        checked={letter.hasFirstQuestion}
        onChange={({ currentTarget }) => onChange({ ...letter, hasFirstQuestion: currentTarget.checked })}
      />
    </div>
  );
}
