import { useRef, useState } from 'react';
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
export function Choices({ asked, question, id, answer }: ControlProps<SelectQuestion>) {
  const { texts } = useAsking();
  const box = useRef<HTMLDivElement>(null);
  const options: Option[] = asked.choices.map(({ value, text }) => ({ value, text: String(text ?? value) }));
  if (asked.showNoneItem) options.push({ value: 'none', text: String(asked.noneText ?? texts.choice.none) });
  if (asked.showOtherItem)
    options.push({ value: 'other', text: String(asked.otherText ?? texts.choice.other) });
  const isMany = asked.type === 'checkbox';
  const take = (option: Option) =>
    answer(
      isMany
        ? options.filter(({ value }) => isChecked(box.current, value)).map(({ value }) => value)
        : option.value,
    );
  return (
    <div ref={box}>
      <Options
        {...{ options, name: asked.name, id, isRequired: question.isRequired && !isMany, take }}
        type={isMany ? 'checkbox' : 'radio'}
        initial={question.value}
      />
      {asked.showOtherItem ? <OtherText asked={asked} id={id} question={question} /> : null}
    </div>
  );
}

const isChecked = (box: HTMLElement | null, value: Option['value']): boolean =>
  [...(box?.querySelectorAll<HTMLInputElement>('input:checked') ?? [])].some(
    (input) => input.value === String(value),
  );

export function YesOrNo({ asked, question, id, answer }: ControlProps<BooleanQuestion>) {
  const { texts } = useAsking();
  const options: Option[] = [
    { value: true, text: String(asked.labelTrue ?? texts.choice.yes) },
    { value: false, text: String(asked.labelFalse ?? texts.choice.no) },
  ];
  const take = ({ value }: Option) => answer(value);
  return (
    <Options
      {...{ options, name: asked.name, id, isRequired: question.isRequired, take }}
      type="radio"
      initial={question.value}
    />
  );
}

type OptionsProps = {
  options: Option[];
  name: string;
  id: string;
  type: 'radio' | 'checkbox';
  isRequired: boolean;
  initial: unknown;
  take: (option: Option) => void;
};

function Options({ options, name, id, type, isRequired, initial: value, take }: OptionsProps) {
  const [initial] = useState<unknown[]>(() => (Array.isArray(value) ? value : [value]));
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
            defaultChecked={initial.includes(option.value)}
            onChange={() => take(option)}
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
  const { texts, problems, answer } = useAsking();
  const field = asked.name + COMMENT_SUFFIX;
  const hasProblem = problems.has(field);
  return (
    <div className="beside other">
      <label htmlFor={`${id}-other`}>{texts.choice.otherText}</label>
      <ProblemOf field={field} id={`${id}-other-problem`} />
      <input
        id={`${id}-other`}
        name={field}
        maxLength={LONGEST_TEXT.comment}
        placeholder={asked.otherPlaceholder ? String(asked.otherPlaceholder) : undefined}
        defaultValue={question.comment}
        aria-invalid={hasProblem || undefined}
        aria-describedby={hasProblem ? `${id}-other-problem` : undefined}
        onChange={(event) => answer(field, event.currentTarget.value)}
      />
    </div>
  );
}
