import { isTimeText, type TimeInput } from './time-text.ts';
import { type BooleanQuestion, LONGEST_TEXT, type RatingQuestion, rowsOf } from './survey-definition.ts';
import type {
  CommentQuestion,
  MatrixQuestion,
  InputType,
  SelectQuestion,
  SurveyQuestion,
  TextQuestion,
} from './survey-definition.ts';

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
  | 'not-an-email'
  | 'not-a-link'
  | 'not-a-date'
  | 'not-a-row'
  | 'rows-missing';

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
      return line(question);
    case 'comment':
      return text(question);
    case 'matrix':
      return matrix(question);
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

function matrix(question: MatrixQuestion): Check {
  const rows = rowsOf(question);
  const known = new Set(rows);
  const values = new Set<unknown>(question.columns.map(({ value }) => value));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return problem('wrong-type', 'must be an object: row -> column');
    const entries = Object.entries(value);
    if (entries.some(([row]) => !known.has(row))) return problem('not-a-row', 'answers a row not asked');
    if (entries.some(([, column]) => !values.has(column))) return NOT_A_CHOICE;
    return question.eachRowRequired && entries.length < rows.length
      ? problem('rows-missing', 'needs an answer in every row')
      : null;
  };
}

function line(question: TextQuestion): Check {
  switch (question.inputType) {
    case 'number':
      return number(question);
    case 'date':
    case 'time':
    case 'datetime-local':
    case 'month':
    case 'week':
      return time(question, question.inputType);
    default:
      return text(question);
  }
}

/** Texts of one kind have the same form, so that they stand in time as they stand in the alphabet. */
function time({ min, max }: TextQuestion, kind: TimeInput): Check {
  const refusal = problem('off-scale', `must be from ${min ?? 'any time'} to ${max ?? 'any time'}`);
  return (value) => {
    if (typeof value !== 'string') return problem('wrong-type', 'must be a text');
    if (!isTimeText(kind, value)) return problem('not-a-date', `must be a ${kind} as HTML writes it`);
    const isEarly = min !== undefined && value < String(min);
    return isEarly || (max !== undefined && value > String(max)) ? refusal : null;
  };
}

function number({ min: least = -Infinity, max: most = Infinity }: TextQuestion): Check {
  const [min, max] = [Number(least), Number(most)];
  const refusal = problem('off-scale', `must be a number from ${min} to ${max}`);
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return problem('wrong-type', 'must be a number');
    return value >= min && value <= max ? null : refusal;
  };
}

// What SurveyJS takes for an address, but for a quoted name before the sign.
const EMAIL =
  /^[^<>()[\].,;:\s@"]+(?:\.[^<>()[\].,;:\s@"]+)*@(?:[^<>()=[\].,;:\s@"]+\.)+[^<>()=[\].,;:\s@"]{2,}$/u;
// Half a surrogate pair and NUL would be stored as something other than what was sent.
const UNSTORABLE = /[\0\p{Surrogate}]/u;

const FORMS: Partial<Record<InputType, { holds: (text: string) => boolean; refusal: Problem }>> = {
  email: {
    holds: (text) => text.length <= 254 && EMAIL.test(text),
    refusal: problem('not-an-email', 'must be an e-mail address'),
  },
  url: {
    holds: (text) => /^https?:\/\/[^\s/]/iu.test(text) && URL.canParse(text),
    refusal: problem('not-a-link', 'must be a link that begins with http:// or https://'),
  },
};

function text(question: TextQuestion | CommentQuestion): Check {
  const longest = question.maxLength ?? LONGEST_TEXT[question.type];
  const tooLong = problem('too-long', `must be at most ${longest} characters`);
  const form = question.type === 'text' ? FORMS[question.inputType ?? 'text'] : undefined;
  return (value) => {
    if (typeof value !== 'string') return problem('wrong-type', 'must be a text');
    if (value.length > longest) return tooLong;
    if (UNSTORABLE.test(value)) return problem('unreadable', 'has characters that cannot be stored');
    return form && !form.holds(value) ? form.refusal : null;
  };
}
