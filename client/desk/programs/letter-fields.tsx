import { LetterEditor } from '../letters/letter-editor.tsx';
import type { Program } from './programs-data.ts';
import type { ProgramFormState } from './use-program-form.ts';
import styles from './editor.module.css';

/** How the letters of the program look and read. */
export function LetterFields({ program, form }: { program: Program; form: ProgramFormState }) {
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
