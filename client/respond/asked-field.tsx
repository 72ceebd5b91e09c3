import type { Question } from 'survey-core';
import { COMMENT_SUFFIX, LONGEST_TEXT, type SurveyQuestion } from '#surveys/survey-definition.ts';
import { useAsking } from './asking.ts';
import { Choices, YesOrNo } from './choices.tsx';
import { Matrix } from './matrix.tsx';
import { problemText } from './problem-text.ts';
import { Scale } from './scale.tsx';
import { Dropdown, TextArea, TextLine } from './text-fields.tsx';

/** What a control of one question needs. */
export type ControlProps<Q extends SurveyQuestion = SurveyQuestion> = {
  asked: Q;
  question: Question;
  /** The control's id, which the label points to. */
  id: string;
  /** Ids of the hint and of the problem. */
  describedBy: string | undefined;
};

/** One question: what is asked, what is wrong with the answer, the control and the comment. */
export function AskedField({ question, asked }: { question: Question; asked: SurveyQuestion }) {
  const { problems } = useAsking();
  const id = `q-${asked.name}`;
  const hint = asked.description ? `${id}-hint` : null;
  const problem = problems.has(asked.name) ? `${id}-problem` : null;
  const describedBy = [hint, problem].filter((part) => part !== null).join(' ') || undefined;
  const control = <Control {...{ asked, question, id, describedBy }} />;
  const said = (
    <>
      {hint ? (
        <p className="hint" id={hint}>
          {String(asked.description)}
        </p>
      ) : null}
      <ProblemOf field={asked.name} id={`${id}-problem`} />
    </>
  );
  const comment = asked.showCommentArea ? <CommentArea question={question} asked={asked} /> : null;
  if (asked.type === 'text' || asked.type === 'comment' || asked.type === 'dropdown')
    return (
      <div className="question" data-q={asked.name}>
        <label className="title" htmlFor={id}>
          {String(asked.title)}
        </label>
        {said}
        {control}
        {comment}
      </div>
    );
  return (
    <fieldset className="question" data-q={asked.name} aria-describedby={describedBy}>
      <legend className="title">{String(asked.title)}</legend>
      {said}
      {control}
      {comment}
    </fieldset>
  );
}

function Control(props: ControlProps) {
  const { asked } = props;
  if (asked.type === 'rating') return <Scale {...props} asked={asked} />;
  if (asked.type === 'boolean') return <YesOrNo {...props} asked={asked} />;
  if (asked.type === 'dropdown') return <Dropdown {...props} asked={asked} />;
  if (asked.type === 'text') return <TextLine {...props} asked={asked} />;
  if (asked.type === 'comment') return <TextArea {...props} asked={asked} />;
  if (asked.type === 'matrix') return <Matrix {...props} asked={asked} />;
  return <Choices {...props} asked={asked} />;
}

export function ProblemOf({ field, id }: { field: string; id: string }) {
  const { problems, texts } = useAsking();
  const code = problems.get(field);
  return code ? (
    <p className="problem" id={id} role="alert">
      {problemText(code, texts.problem)}
    </p>
  ) : null;
}

function CommentArea({ question, asked }: { question: Question; asked: SurveyQuestion }) {
  const { texts, problems } = useAsking();
  const field = asked.name + COMMENT_SUFFIX;
  const id = `q-${field}`;
  return (
    <div className="beside">
      <label htmlFor={id}>{String(asked.commentText ?? texts.choice.comment)}</label>
      <ProblemOf field={field} id={`${id}-problem`} />
      <textarea
        id={id}
        name={field}
        dir="auto"
        rows={3}
        maxLength={LONGEST_TEXT.comment}
        placeholder={asked.commentPlaceholder ? String(asked.commentPlaceholder) : undefined}
        defaultValue={question.comment}
        aria-invalid={problems.has(field) || undefined}
        aria-describedby={problems.has(field) ? `${id}-problem` : undefined}
      />
    </div>
  );
}
