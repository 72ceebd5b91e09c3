import { useTranslation } from 'react-i18next';
import { isRows } from '#surveys/accept.ts';
import { directionOf, textIn } from '#surveys/languages.ts';
import { COMMENT_SUFFIX, LONGEST_TEXT, rowsOf, type SurveyQuestion } from '#surveys/survey-definition.ts';
import { ChoiceControl } from './choice-control.tsx';
import { MatrixControl } from './matrix-control.tsx';
import { Probes } from './probes.tsx';
import { focusOption, questionId, useQuestionKeys } from './question-keys.ts';
import { answerWith, columnsOf, optionsOf, type Option } from './question-options.ts';
import styles from './question.module.css';
import { endsOf, isInWords } from './script.ts';
import { TextControl } from './text-control.tsx';
import type { Asking } from './use-interview.ts';

interface Props {
  question: SurveyQuestion;
  number: number;
  asking: Asking;
  isCurrent: boolean;
  /** On a phone the script of a question stands with it. */
  hasProbes: boolean;
  onEnter: () => void;
  onDone: () => void;
}

/** One question of the survey as it is put on the telephone, with a field for the customer's own words. */
export function AskedQuestion({ question, number, asking, isCurrent, hasProbes, onEnter, onDone }: Props) {
  const { language, answers, answer } = asking;
  const { name } = question;
  const id = questionId(name);
  const given = answers[name];
  const options = question.type === 'matrix' ? columnsOf(question, language) : optionsOf(question, language);
  const onAnswer = (value: unknown) => answer(name, value);
  const onKeyDown = useQuestionKeys({
    options,
    choose: (option) => {
      onAnswer(chosenIn(question, given, option));
      focusOption(name, option);
    },
    goOn: onDone,
    toOwnWords: () => document.getElementById(`${id}-words`)?.focus(),
  });
  const ends = endsOf(question, language);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of all its controls
    <fieldset
      id={id}
      className={styles.question}
      aria-labelledby={`${id}-title`}
      data-current={isCurrent || undefined}
      onFocus={onEnter}
      onKeyDown={onKeyDown}
    >
      <div lang={language} dir={directionOf(language)}>
        <h2 id={`${id}-title`} className={styles.title}>
          <span className={styles.number} aria-hidden>
            {number}
          </span>
          {textIn(question.title, language) || name}
        </h2>
        {question.description ? (
          <p className={styles.hint}>{textIn(question.description, language)}</p>
        ) : null}
        <Problem field={name} asking={asking} />
        <Control {...{ question, options, asking, onAnswer }} labelledBy={`${id}-title`} />
        {ends ? (
          <p className={styles.ends}>
            <span>{ends.lowest}</span>
            <span>{ends.highest}</span>
          </p>
        ) : null}
      </div>
      {isCurrent && hasProbes ? (
        <div className={styles.probes}>
          <Probes question={question} asking={asking} />
        </div>
      ) : null}
      {isInWords(question) ? null : <OwnWords name={name} id={`${id}-words`} asking={asking} />}
    </fieldset>
  );
}

/** A digit takes a column for the first row that has none yet. */
function chosenIn(question: SurveyQuestion, given: unknown, option: Option): unknown {
  if (question.type !== 'matrix') return answerWith(question, given, option.value);
  const rows = isRows(given) ? given : {};
  const open = rowsOf(question).find((row) => rows[row] === undefined);
  return open === undefined ? rows : { ...rows, [open]: option.value };
}

interface ControlProps {
  question: SurveyQuestion;
  options: Option[];
  asking: Asking;
  labelledBy: string;
  onAnswer: (value: unknown) => void;
}

function Control({ question, options, asking, labelledBy, onAnswer }: ControlProps) {
  const { language, answers } = asking;
  const answer = answers[question.name];
  if (question.type === 'matrix') return <MatrixControl {...{ question, language, answer, onAnswer }} />;
  if (question.type === 'text' || question.type === 'comment')
    return <TextControl {...{ question, language, labelledBy, answer, onAnswer }} />;
  return <ChoiceControl {...{ question, options, answer, onAnswer }} />;
}

function OwnWords({ name, id, asking }: { name: string; id: string; asking: Asking }) {
  const { t } = useTranslation('interview');
  const field = name + COMMENT_SUFFIX;
  const text = asking.answers[field];
  return (
    <div className={styles.words}>
      <label htmlFor={id}>
        {t('words')} <kbd aria-hidden>W</kbd>
      </label>
      <Problem field={field} asking={asking} />
      <textarea
        id={id}
        className={styles.text}
        dir="auto"
        rows={1}
        maxLength={LONGEST_TEXT.comment}
        value={typeof text === 'string' ? text : ''}
        onChange={(event) => asking.answer(field, event.currentTarget.value)}
      />
    </div>
  );
}

function Problem({ field, asking }: { field: string; asking: Asking }) {
  const { t } = useTranslation('interview');
  const code = asking.problemOf(field);
  return code ? (
    <p className={styles.problem} role="alert">
      {t(`problem.${code}`, { defaultValue: t('problem.other') })}
    </p>
  ) : null;
}
