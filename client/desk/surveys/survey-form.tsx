import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './editor-context.ts';
import styles from './form.module.css';
import { KeptParts } from './kept-parts.tsx';
import { ProblemList } from './problem-list.tsx';
import { TextField } from './text-field.tsx';

type Props = { name: string; otherwise: string; onRename: (name: string) => void };

/** What belongs to the survey as a whole: its title, and what is said at the end. */
export function SurveyForm({ name, otherwise, onRename }: Props) {
  const { t } = useTranslation('surveys');
  const { problems } = useEditing();
  const [typed, setTyped] = useState(name);
  const general = problems.filter(({ path }) => path === '' || path === 'pages');
  return (
    <div className={styles.form}>
      <h2 className={styles.heading}>{t('form.survey')}</h2>
      <ProblemList problems={general} label={t('problems.here')} />
      <TextInput
        label={t('form.name')}
        description={t('form.nameHelp')}
        value={typed}
        placeholder={otherwise}
        maxLength={120}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== '' && typed.trim() !== name && onRename(typed.trim())}
      />
      <TextField path={['title']} label={t('form.title')} description={t('form.titleHelp')} />
      <TextField
        path={['completedHtml']}
        label={t('form.thanks')}
        description={t('form.thanksHelp')}
        isLong
      />
      <KeptParts path={[]} />
    </div>
  );
}
