import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import { answerWith, isChosen, type Option } from './question-options.ts';
import styles from './question.module.css';

interface Props {
  question: SurveyQuestion;
  options: Option[];
  answer: unknown;
  onAnswer: (value: unknown) => void;
}

/** The points of a scale or the choices, each with the key that takes it. */
export function ChoiceControl({ question, options, answer, onAnswer }: Props) {
  const isScale = question.type === 'rating';
  return (
    <div className={isScale ? styles.points : styles.options}>
      {options.map((option) => (
        <label key={String(option.value)} className={isScale ? styles.point : styles.option}>
          <input
            type={question.type === 'checkbox' ? 'checkbox' : 'radio'}
            name={`ask ${question.name}`}
            className="visually-hidden"
            data-option={String(option.value)}
            checked={isChosen(answer, option.value)}
            onChange={() => onAnswer(answerWith(question, answer, option.value))}
          />
          {isScale ? null : <kbd aria-hidden>{option.key ?? ''}</kbd>}
          <span>{option.text}</span>
        </label>
      ))}
    </div>
  );
}
