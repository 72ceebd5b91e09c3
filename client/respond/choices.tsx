import {
  type BooleanQuestion,
  COMMENT_SUFFIX,
  LONGEST_TEXT,
  type SelectQuestion,
} from '#surveys/survey-definition.ts';
import { type ControlProps, ProblemOf } from './asked-field.tsx';
import { useAsking } from './asking.ts';

type Option = { value: string | number | boolean; text: string };

/** One choice or several, each a whole box to press; the text of "other" stands below them. */
export function Choices({ asked, question, id }: ControlProps<SelectQuestion>) {
  const { texts } = useAsking();
  const options: Option[] = asked.choices.map(({ value, text }) => ({ value, text: String(text ?? value) }));
  if (asked.showNoneItem) options.push({ value: 'none', text: String(asked.noneText ?? texts.choice.none) });
  if (asked.showOtherItem)
    options.push({ value: 'other', text: String(asked.otherText ?? texts.choice.other) });
  const isMany = asked.type === 'checkbox';
  return (
    <>
      <Options
        {...{ options, name: asked.name, id, isRequired: question.isRequired && !isMany }}
        type={isMany ? 'checkbox' : 'radio'}
        given={question.value}
      />
      {asked.showOtherItem ? <OtherText asked={asked} id={id} question={question} /> : null}
    </>
  );
}

export function YesOrNo({ asked, question, id }: ControlProps<BooleanQuestion>) {
  const { texts } = useAsking();
  const options: Option[] = [
    { value: true, text: String(asked.labelTrue ?? texts.choice.yes) },
    { value: false, text: String(asked.labelFalse ?? texts.choice.no) },
  ];
  return (
    <Options
      {...{ options, name: asked.name, id, isRequired: question.isRequired }}
      type="radio"
      given={question.value}
    />
  );
}

type OptionsProps = {
  options: Option[];
  name: string;
  id: string;
  type: 'radio' | 'checkbox';
  isRequired: boolean;
  given: unknown;
};

function Options({ options, name, id, type, isRequired, given }: OptionsProps) {
  const chosen: unknown[] = Array.isArray(given) ? given : [given];
  return (
    <div className={options.length === 2 ? 'options two' : 'options'}>
      {options.map((option, index) => (
        <label key={String(option.value)} className="option">
          <input
            type={type}
            id={index === 0 ? id : undefined}
            name={name}
            value={String(option.value)}
            required={isRequired}
            defaultChecked={chosen.includes(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </div>
  );
}

/** The text owed with the choice "other". */
export function OtherText({
  asked,
  id,
  question,
}: Pick<ControlProps<SelectQuestion>, 'asked' | 'id' | 'question'>) {
  const { texts, problems } = useAsking();
  const field = asked.name + COMMENT_SUFFIX;
  const hasProblem = problems.has(field);
  return (
    <div className="beside other">
      <label htmlFor={`${id}-other`}>{texts.choice.otherText}</label>
      <ProblemOf field={field} id={`${id}-other-problem`} />
      <input
        id={`${id}-other`}
        name={field}
        dir="auto"
        maxLength={LONGEST_TEXT.comment}
        placeholder={asked.otherPlaceholder ? String(asked.otherPlaceholder) : undefined}
        defaultValue={question.comment}
        aria-invalid={hasProblem || undefined}
        aria-describedby={hasProblem ? `${id}-other-problem` : undefined}
      />
    </div>
  );
}
