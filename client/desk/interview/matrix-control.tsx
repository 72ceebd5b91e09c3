import { isRows } from '#surveys/accept.ts';
import { type Language, textIn } from '#surveys/languages.ts';
import type { MatrixQuestion } from '#surveys/survey-definition.ts';
import { columnsOf } from './question-options.ts';
import styles from './question.module.css';

interface Props {
  question: MatrixQuestion;
  language: Language;
  answer: unknown;
  onAnswer: (value: unknown) => void;
}

/** Row by row, as it is asked. */
export function MatrixControl({ question, language, answer, onAnswer }: Props) {
  const chosen = isRows(answer) ? answer : {};
  return question.rows.map(({ value, text }) => {
    const row = String(value);
    return (
      <fieldset key={row} className={styles.row}>
        <legend>{textIn(text, language) || row}</legend>
        <div className={styles.points}>
          {columnsOf(question, language).map((column) => (
            <label key={String(column.value)} className={styles.point}>
              <input
                type="radio"
                name={`ask ${question.name} ${row}`}
                className="visually-hidden"
                checked={chosen[row] === column.value}
                onChange={() => onAnswer({ ...chosen, [row]: column.value })}
              />
              <span>{column.text}</span>
            </label>
          ))}
        </div>
      </fieldset>
    );
  });
}
