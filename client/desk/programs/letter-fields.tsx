import { useTranslation } from 'react-i18next';
import { LetterEditor } from '../letters/letter-editor.tsx';
import styles from './editor.module.css';
import type { FieldProps } from './use-program-form.ts';

/** The words of the letter and of its reminders; an anonymous program has one letter of its own. */
export function LetterFields({ program, form }: FieldProps) {
  const { t } = useTranslation('programs');
  if (program.isAnonymous) return <p className={styles.help}>{t('editor.letterHelp')}</p>;
  const { letter, reminders } = form.values;
  return (
    <div data-field="letter">
      <LetterEditor
        program={program}
        value={{ letter, reminders }}
        onChange={(value) => {
          form.setFieldValue('letter', value.letter);
          form.setFieldValue('reminders', value.reminders);
          form.clearFieldError('letter');
        }}
      />
      {form.errors.letter ? (
        <p role="alert" className={styles.problem}>
          {form.errors.letter}
        </p>
      ) : null}
    </div>
  );
}
