import {
  type CommentQuestion,
  type InputType,
  LONGEST_TEXT,
  type SelectQuestion,
  type TextQuestion,
} from '#surveys/survey-definition.ts';
import type { ControlProps } from './asked-field.tsx';
import { useAsking } from './asking.ts';
import { OtherText } from './choices.tsx';

const NATURAL_DIRECTION: Partial<Record<InputType, 'ltr' | 'auto'>> = {
  email: 'ltr',
  tel: 'ltr',
  url: 'ltr',
  number: 'ltr',
  text: 'auto',
};

const COMPLETED_BY_BROWSER: readonly InputType[] = ['email', 'tel', 'url'];
const WRITTEN: readonly InputType[] = ['text', 'email', 'tel', 'url'];

export function TextLine({ asked, question, id, describedBy }: ControlProps<TextQuestion>) {
  const { problems } = useAsking();
  const { inputType = 'text', min, max, maxLength = LONGEST_TEXT.text, placeholder } = asked;
  const isNumber = inputType === 'number';
  return (
    <input
      id={id}
      name={asked.name}
      type={inputType}
      dir={NATURAL_DIRECTION[inputType]}
      inputMode={isNumber ? 'decimal' : undefined}
      step={isNumber ? 'any' : undefined}
      min={min}
      max={max}
      maxLength={WRITTEN.includes(inputType) ? maxLength : undefined}
      autoComplete={COMPLETED_BY_BROWSER.includes(inputType) ? inputType : undefined}
      placeholder={placeholder ? String(placeholder) : undefined}
      required={question.isRequired}
      defaultValue={textOf(question.value)}
      aria-invalid={problems.has(asked.name) || undefined}
      aria-describedby={describedBy}
    />
  );
}

export function TextArea({ asked, question, id, describedBy }: ControlProps<CommentQuestion>) {
  const { problems } = useAsking();
  return (
    <textarea
      id={id}
      name={asked.name}
      dir="auto"
      rows={asked.rows ?? 4}
      maxLength={asked.maxLength ?? LONGEST_TEXT.comment}
      placeholder={asked.placeholder ? String(asked.placeholder) : undefined}
      required={question.isRequired}
      defaultValue={textOf(question.value)}
      aria-invalid={problems.has(asked.name) || undefined}
      aria-describedby={describedBy}
    />
  );
}

export function Dropdown({ asked, question, id, describedBy }: ControlProps<SelectQuestion>) {
  const { texts, problems } = useAsking();
  return (
    <>
      <select
        id={id}
        name={asked.name}
        required={question.isRequired}
        defaultValue={textOf(question.value)}
        aria-invalid={problems.has(asked.name) || undefined}
        aria-describedby={describedBy}
      >
        <option value="">{String(asked.placeholder ?? texts.choice.pick)}</option>
        {asked.choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {String(text ?? value)}
          </option>
        ))}
        {asked.showNoneItem ? (
          <option value="none">{String(asked.noneText ?? texts.choice.none)}</option>
        ) : null}
        {asked.showOtherItem ? (
          <option value="other">{String(asked.otherText ?? texts.choice.other)}</option>
        ) : null}
      </select>
      {asked.showOtherItem ? <OtherText asked={asked} id={id} question={question} /> : null}
    </>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
