/** A condition as the desk builds it: tests of earlier answers, all or any of which must hold. */
export type BuiltCondition = { join: 'and' | 'or'; tests: ConditionTest[] };

export type ConditionTest = { question: string; is: TestOperator; value?: TestValue };
export type TestValue = string | number | boolean | (string | number)[];

/** What each operator is written as; the first spelling is the one we write. */
const OPERATORS = {
  equal: ['=', '==', 'equal', 'equals'],
  notequal: ['<>', '!=', 'notequal', 'notequals'],
  greater: ['>', 'greater'],
  less: ['<', 'less'],
  greaterorequal: ['>=', 'greaterorequal'],
  lessorequal: ['<=', 'lessorequal'],
  contains: ['contains', 'contain'],
  notcontains: ['notcontains', 'notcontain'],
  anyof: ['anyof'],
  empty: ['empty'],
  notempty: ['notempty'],
} as const satisfies Record<string, readonly string[]>;

export type TestOperator = keyof typeof OPERATORS;

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(OPERATORS).flatMap(([name, spellings]) => spellings.map((text) => [text, name])),
);
const isOperator = (name: string | undefined): name is TestOperator =>
  name !== undefined && Object.hasOwn(OPERATORS, name);

export const needsValue = (operator: TestOperator): boolean =>
  operator !== 'empty' && operator !== 'notempty';

/** The SurveyJS expression; empty where nothing is tested. */
export const printCondition = ({ join, tests }: BuiltCondition): string =>
  tests.map(printed).join(` ${join} `);

/** Reads an expression that the builder can show; `null` for every other, which stays as it is written. */
export function parseCondition(text: string): BuiltCondition | null {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return null;
  const tests: ConditionTest[] = [];
  const joins = new Set<'and' | 'or'>();
  for (let at = 0; ;) {
    const read = readTest(tokens, at);
    if (!read) return null;
    tests.push(read.test);
    if (read.next === tokens.length) break;
    const join = joinOf(tokens[read.next]);
    if (!join) return null;
    joins.add(join);
    at = read.next + 1;
  }
  return joins.size > 1 ? null : { join: [...joins][0] ?? 'and', tests };
}

type Token =
  | { is: 'name'; text: string }
  | { is: 'value'; value: string | number | boolean }
  | { is: 'word'; text: string };

const TOKEN =
  /\s*(?:\{([A-Za-z][\w-]*)\}|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)(?![\w.])|([A-Za-z]+)|(<>|!=|==|>=|<=|&&|\|\||[=<>[\],]))/uy;

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match) return null;
    const [, name, single, double, number, word, sign] = match;
    const quoted = single ?? double;
    if (quoted?.includes('\\')) return null;
    if (name !== undefined) tokens.push({ is: 'name', text: name });
    else if (quoted !== undefined) tokens.push({ is: 'value', value: quoted });
    else if (number !== undefined) tokens.push({ is: 'value', value: Number(number) });
    else if (word === 'true' || word === 'false') tokens.push({ is: 'value', value: word === 'true' });
    else tokens.push({ is: 'word', text: (word ?? sign ?? '').toLowerCase() });
  }
  return tokens;
}

function readTest(tokens: Token[], at: number): { test: ConditionTest; next: number } | null {
  const [name, sign] = [tokens[at], tokens[at + 1]];
  if (name?.is !== 'name' || sign?.is !== 'word') return null;
  const operator = SPELLINGS.get(sign.text);
  if (!isOperator(operator)) return null;
  const test = { question: name.text, is: operator };
  if (!needsValue(operator)) return { test, next: at + 2 };
  const read = readValue(tokens, at + 2);
  const isList = Array.isArray(read?.value);
  return read && isList === (operator === 'anyof')
    ? { test: { ...test, value: read.value }, next: read.next }
    : null;
}

function readValue(tokens: Token[], at: number): { value: TestValue; next: number } | null {
  const first = tokens[at];
  if (first?.is === 'value') return { value: first.value, next: at + 1 };
  if (first?.is !== 'word' || first.text !== '[') return null;
  const values: (string | number)[] = [];
  for (let here = at + 1; ; here += 2) {
    const [value, after] = [tokens[here], tokens[here + 1]];
    if (value?.is !== 'value' || typeof value.value === 'boolean' || after?.is !== 'word') return null;
    values.push(value.value);
    if (after.text === ']') return { value: values, next: here + 2 };
    if (after.text !== ',') return null;
  }
}

function joinOf(token: Token | undefined): 'and' | 'or' | null {
  if (token?.is !== 'word') return null;
  if (token.text === 'and' || token.text === '&&') return 'and';
  return token.text === 'or' || token.text === '||' ? 'or' : null;
}

function printed({ question, is, value }: ConditionTest): string {
  const left = `{${question}} ${OPERATORS[is][0]}`;
  return needsValue(is) ? `${left} ${printedValue(value ?? '')}` : left;
}

function printedValue(value: TestValue): string {
  if (Array.isArray(value)) return `[${value.map(printedValue).join(', ')}]`;
  // Inside lists SurveyJS ends a text at either kind of quote, and it has no way to write one.
  return typeof value === 'string'
    ? `'${value.replaceAll(/['\\]/gu, '’').replaceAll('"', '”')}'`
    : String(value);
}
