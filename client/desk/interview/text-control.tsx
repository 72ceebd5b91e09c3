import { type Language, textIn } from '#surveys/languages.ts';
import { type CommentQuestion, LONGEST_TEXT, type TextQuestion } from '#surveys/survey-definition.ts';
import styles from './question.module.css';

interface Props {
  question: TextQuestion | CommentQuestion;
  language: Language;
  labelledBy: string;
  answer: unknown;
  onAnswer: (value: unknown) => void;
}

const leftToRight = ['email', 'tel', 'url', 'number'];

/** What is answered in words, a number or a day. */
export function TextControl({ question, language, labelledBy, answer, onAnswer }: Props) {
  const text = typeof answer === 'string' || typeof answer === 'number' ? String(answer) : '';
  const usual = {
    'aria-labelledby': labelledBy,
    className: styles.text,
    value: text,
    maxLength: question.maxLength ?? LONGEST_TEXT[question.type],
    placeholder: textIn(question.placeholder, language) || undefined,
  };
  if (question.type === 'comment') {
    return (
      <textarea {...usual} dir="auto" rows={3} onChange={(event) => onAnswer(event.currentTarget.value)} />
    );
  }
  const { inputType = 'text', min, max } = question;
  const isNumber = inputType === 'number';
  return (
    <input
      {...usual}
      type={inputType}
      dir={leftToRight.includes(inputType) ? 'ltr' : 'auto'}
      min={min}
      max={max}
      onChange={({ currentTarget: { value } }) => onAnswer(isNumber && value !== '' ? Number(value) : value)}
    />
  );
}
