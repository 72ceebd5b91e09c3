import { type BooleanQuestion, LONGEST_TEXT, type RatingQuestion } from './survey-definition.ts';
import type { CommentQuestion, SelectQuestion, SurveyQuestion, TextQuestion } from './survey-definition.ts';

/** Why an answer is refused; pages translate the code, the message is for machines and logs. */
export type ProblemCode =
  | 'not-an-object'
  | 'unknown'
  | 'required'
  | 'wrong-type'
  | 'off-scale'
  | 'not-a-choice'
  | 'repeated'
  | 'too-few'
  | 'too-many'
  | 'not-alone'
  | 'too-long'
  | 'unreadable'
  | 'not-an-email';

export type Problem = { code: ProblemCode; message: string };
type Check = (value: unknown) => Problem | null;

/** The strict check of one question's answer, whoever sent it: `null` when the answer can be kept as it is. */
export function checkAnswer(question: SurveyQuestion): Check {
  switch (question.type) {
    case 'rating':
      return rating(question);
    case 'radiogroup':
    case 'dropdown':
      return oneChoice(question);
    case 'checkbox':
      return someChoices(question);
    case 'boolean':
      return yesOrNo(question);
    case 'text':
      return question.inputType === 'number' ? number(question) : text(question);
    case 'comment':
      return text(question);
  }
}

const problem = (code: ProblemCode, message: string): Problem => ({ code, message });

function rating({ rateMin = 1, rateMax = 5 }: RatingQuestion): Check {
  const refusal = problem('off-scale', `must be a whole number from ${rateMin} to ${rateMax}`);
  return (value) =>
    Number.isInteger(value) && Number(value) >= rateMin && Number(value) <= rateMax ? null : refusal;
}

function yesOrNo(_question: BooleanQuestion): Check {
  const refusal = problem('wrong-type', 'must be true or false');
  return (value) => (typeof value === 'boolean' ? null : refusal);
}

function choiceValues(question: SelectQuestion): ReadonlySet<unknown> {
  const values = new Set<unknown>(question.choices.map((choice) => choice.value));
  if (question.showOtherItem) values.add('other');
  if (question.showNoneItem) values.add('none');
  return values;
}

const NOT_A_CHOICE = problem('not-a-choice', 'is not one of the choices');

function oneChoice(question: SelectQuestion): Check {
  const values = choiceValues(question);
  return (value) => (values.has(value) ? null : NOT_A_CHOICE);
}

function someChoices(question: SelectQuestion): Check {
  const values = choiceValues(question);
  const { minSelectedChoices: fewest = 1, maxSelectedChoices: most = values.size } = question;
  const tooFew = problem('too-few', `choose at least ${fewest}`);
  const tooMany = problem('too-many', `choose at most ${most}`);
  return (value) => {
    if (!Array.isArray(value)) return problem('wrong-type', 'must be a list of choices');
    if (value.length > most) return tooMany;
    if (!value.every((item) => values.has(item))) return NOT_A_CHOICE;
    if (new Set(value).size < value.length) return problem('repeated', 'has a choice twice');
    if (value.length > 1 && value.includes('none')) return problem('not-alone', '"none" stands alone');
    return value.length < fewest ? tooFew : null;
  };
}

function number({ min = -Infinity, max = Infinity }: TextQuestion): Check {
  const refusal = problem('off-scale', `must be a number from ${min} to ${max}`);
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return problem('wrong-type', 'must be a number');
    return value >= min && value <= max ? null : refusal;
  };
}

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>"]+$/u;
// Half a surrogate pair and NUL would be stored as something other than what was sent.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

function text(question: TextQuestion | CommentQuestion): Check {
  const longest = question.maxLength ?? LONGEST_TEXT[question.type];
  const tooLong = problem('too-long', `must be at most ${longest} characters`);
  const isEmail = question.type === 'text' && question.inputType === 'email';
  return (value) => {
    if (typeof value !== 'string') return problem('wrong-type', 'must be a text');
    if (value.length > longest) return tooLong;
    if (UNSTORABLE.test(value)) return problem('unreadable', 'has characters that cannot be stored');
    return isEmail && !(value.length <= 254 && EMAIL.test(value))
      ? problem('not-an-email', 'must be an e-mail address')
      : null;
  };
}
