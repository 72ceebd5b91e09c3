export type ProblemParams = Readonly<Record<string, string | number>>;

const at = (params: ProblemParams, name: string): string => String(params[name] ?? '');

/**
 * Everything that can be said about a survey's document. The messages are for machines and logs; people read the
 * sentence of the same code in their own language (`problem.<code>` of the desk's survey texts).
 */
const MESSAGES = {
  'not-a-document': () => 'must be a SurveyJS document',
  'too-large': (p) => `is larger than can be read: more than ${at(p, 'most')} parts`,
  'too-deep': (p) => `panels stand more than ${at(p, 'most')} deep`,
  'no-pages': () => 'is missing',
  'not-pages': () => 'must be a list of pages',
  'not-a-page': () => 'must be a page',
  'elements-beside-pages': () => 'stands beside pages: have one of them',
  'not-elements': () => 'must be a list of questions and panels',
  'not-an-element': () => 'must be a question or a panel',
  'question-count': (p) => `asks ${at(p, 'count')} questions; 1 to ${at(p, 'most')}`,
  'monthly-length': (p) =>
    `a monthly survey asks ${at(p, 'fewest')} to ${at(p, 'most')} questions, this one ${at(p, 'count')}`,
  missing: (p) => `has no ${at(p, 'property')}`,
  'property-not-served': () => 'not supported',
  'property-ignored': () => 'is ignored: the page has a look of its own',
  'not-a-flag': () => 'must be true or false',
  'not-whole': (p) => `must be a whole number from ${at(p, 'min')} to ${at(p, 'max')}`,
  'not-a-number': () => 'must be a number',
  'not-one-of': (p) => `must be one of ${at(p, 'allowed')}`,
  'not-a-text': () => 'must be a text',
  'text-too-long': (p) => `longer than ${at(p, 'most')} characters`,
  'text-filled': (p) => `texts are not filled from answers: ${at(p, 'filled')}`,
  'text-missing': (p) => `no text in ${at(p, 'languages')}`,
  'markup-refused': () => 'markup is refused: write plain text',
  'markup-removed': () => 'is shown as plain text, without its markup',
  'title-replaced': (p) => `has no title of its own; it is asked as "${at(p, 'title')}"`,
  'condition-not-text': () => 'must be a condition in text',
  'condition-too-long': (p) => `longer than ${at(p, 'most')} characters`,
  'condition-too-deep': (p) => `more than ${at(p, 'most')} parentheses inside each other`,
  'condition-unreadable': (p) => `cannot be read as a condition: ${at(p, 'condition')}`,
  'condition-ambiguous': (p) =>
    `can be read in two ways: write texts in plain quotes and numbers in digits: ${at(p, 'condition')}`,
  'condition-not-run': (p) => `${at(p, 'part')} is not run here: ${at(p, 'condition')}`,
  'condition-looks-ahead': (p) => `looks at ${at(p, 'names')}, which is not asked before it`,
  'condition-unserved': (p) => `looks at ${at(p, 'names')}, which is not served`,
  'condition-unknown': (p) => `looks at ${at(p, 'names')}, which the survey does not ask`,
  'choice-count': (p) => `must be a list of 1 to ${at(p, 'most')} choices`,
  'choice-value': (p) => `must be a text of one line, at most ${at(p, 'most')} characters, or a whole number`,
  'choice-reserved': (p) => `${at(p, 'value')} is reserved: use showOtherItem or showNoneItem`,
  'choice-without-value': () => 'has no value',
  'choice-twice': (p) => `the value ${at(p, 'value')} stands twice`,
  'not-a-reason': (p) => `not a reason; use ${at(p, 'categories')} or a code such as price/too-high`,
  'not-a-measure': (p) => `not a measure; use ${at(p, 'measures')} or department:<code>`,
  'measured-twice': (p) => `${at(p, 'measure')} is measured twice`,
  'measure-needs-rating': (p) =>
    `${at(p, 'measure')} must be a rating from ${at(p, 'min')} to ${at(p, 'max')}`,
  'measure-needs-text': (p) => `${at(p, 'measure')} must be free text or have a comment area`,
  'measure-needs-words': (p) =>
    `${at(p, 'measure')} must be a single choice with exactly the values ${at(p, 'words')}`,
  'name-form': () => 'must begin with a Latin letter and have letters, digits, - and _ only, at most 60',
  'name-reserved': (p) => `${at(p, 'name')} is reserved`,
  'name-twice': (p) => `the name ${at(p, 'name')} stands twice`,
  'name-changed': (p) => `its answers are kept as ${at(p, 'name')}`,
  'type-not-served': (p) =>
    `the question type ${at(p, 'type') === '' ? 'undefined' : `"${at(p, 'type')}"`} is not supported`,
  'type-html': () =>
    'html questions are refused, because their markup would run in the page: use a description',
  'type-file': () => 'file uploads are refused',
  'type-signature': () => 'drawn signatures are refused',
  'type-expression': () => 'computed questions are not supported',
  'type-read-as': (p) => `${at(p, 'type')} is asked as ${at(p, 'as')}`,
  'scale-upside-down': () => 'must be above rateMin',
  'not-a-bound': () => 'must be of the same kind as the answer',
  'min-above-max': () => 'must not be below min',
  'selection-upside-down': () => 'must not be below minSelectedChoices',
  'other-and-comment': () => 'the text of "other" and a comment share one field: have one',
  'never-visible': () => 'is never shown',
  'read-only': () => 'cannot be answered: it is read only',
  'inside-unserved': () => 'is left out with the panel or page around it',
} as const satisfies Record<string, (params: ProblemParams) => string>;

export type DefinitionProblemCode = keyof typeof MESSAGES;

/** Every code, so that a test can demand a sentence for each in every language. */
export const DEFINITION_PROBLEM_CODES: readonly DefinitionProblemCode[] = Object.keys(
  MESSAGES,
) as DefinitionProblemCode[];

export type DefinitionProblem = {
  /** Where in the document: `pages[0].elements[2].visibleIf`. */
  path: string;
  code: DefinitionProblemCode;
  params: ProblemParams;
  message: string;
};

/** One thing wrong, with its place. */
export function definitionProblem(
  path: string,
  code: DefinitionProblemCode,
  params: ProblemParams = {},
): DefinitionProblem {
  const messageOf: (params: ProblemParams) => string = MESSAGES[code];
  return { path, code, params, message: messageOf(params) };
}
