export type Test = 'empty' | 'notempty' | 'negate';
export type Operator =
  | 'or'
  | 'and'
  | 'equal'
  | 'notequal'
  | 'less'
  | 'lessorequal'
  | 'greater'
  | 'greaterorequal'
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'allof'
  | 'noneof';

/** A condition as it is bound together. */
export type ConditionPart =
  | { is: 'constant'; value: string | number | boolean }
  | { is: 'answer'; name: string }
  | { is: 'list'; items: ConditionPart[] }
  | { is: Test; of: ConditionPart }
  | { is: Operator; left: ConditionPart; right: ConditionPart };

const SIGNS: Record<string, string> = {
  '||': 'or',
  '&&': 'and',
  '=': 'equal',
  '==': 'equal',
  equals: 'equal',
  '!=': 'notequal',
  '<>': 'notequal',
  notequals: 'notequal',
  '<': 'less',
  '<=': 'lessorequal',
  '=<': 'lessorequal',
  '>': 'greater',
  '>=': 'greaterorequal',
  '=>': 'greaterorequal',
  '*=': 'contains',
  contain: 'contains',
  notcontain: 'notcontains',
};

// The loosest bound first. As in SurveyJS no word needs a blank after it, so the longer spelling stands before the shorter.
const LEVELS = [
  /\|\||or/iy,
  /&&|and/iy,
  /<=|=<|lessorequal|>=|=>|greaterorequal|==?|equals?|!=|<>|notequals?|<|less|>|greater/iy,
  /\*=|contains?|notcontains?|anyof|allof|noneof/iy,
];

type Text = { text: string; at: number };

/** Reads the conditions `checkExpression` lets through, as SurveyJS 2.5.43 reads them; `null` for anything else. */
export function parseCondition(text: string): ConditionPart | null {
  const reading = { text, at: 0 };
  const part = readLevel(reading, 0);
  take(reading, /$/y);
  return reading.at === text.length ? part : null;
}

/** What stands next after the blanks, or nothing and then not even these are passed. */
function take(reading: Text, pattern: RegExp): RegExpExecArray | null {
  let from = reading.at;
  while (' \t\n\r'.includes(reading.text[from] ?? '.')) from++;
  pattern.lastIndex = from;
  const found = pattern.exec(reading.text);
  if (found) reading.at = pattern.lastIndex;
  return found;
}

function readLevel(reading: Text, level: number): ConditionPart | null {
  const operators = LEVELS[level];
  if (!operators) return readFactor(reading);
  let left = readLevel(reading, level + 1);
  for (let found = left && take(reading, operators); left && found; found = take(reading, operators)) {
    const word = found[0].toLowerCase();
    const right = readLevel(reading, level + 1);
    left = right && { is: (SIGNS[word] ?? word) as Operator, left, right };
  }
  return left;
}

function readFactor(reading: Text): ConditionPart | null {
  if (take(reading, /\(/y)) {
    const inner = readLevel(reading, 0);
    // SurveyJS lets a closing parenthesis be forgotten, and documents in use do forget it.
    take(reading, /\)/y);
    return inner;
  }
  if (take(reading, /!|negate(?![a-z])/iy)) {
    const of = readFactor(reading);
    return of && { is: 'negate', of };
  }
  if (take(reading, /\[/y)) return readList(reading);
  const of = readAtom(reading);
  const test = of && take(reading, /empty|notempty/iy);
  return of && test ? { is: test[0].toLowerCase() as Test, of } : of;
}

function readList(reading: Text): ConditionPart | null {
  const items: ConditionPart[] = [];
  if (take(reading, /\]/y)) return { is: 'list', items };
  do {
    const item = readAtom(reading);
    if (!item) return null;
    items.push(item);
  } while (take(reading, /,/y));
  return take(reading, /\]/y) && { is: 'list', items };
}

const ATOM =
  /(true|false)|(-?(?:\d+\.\d+|[1-9]\d*|0))|([a-z_]\w*)|'((?:[^'"\\]|\\['"]?)*)'|"((?:[^'"\\]|\\['"]?)*)"|\{([a-z][\w-]*(?:\.[\w-]+)?)\}/iy;

function readAtom(reading: Text): ConditionPart | null {
  const found = take(reading, ATOM);
  if (!found) return null;
  const [, flag, number, word, single, double, name] = found;
  if (name) return { is: 'answer', name };
  if (flag) return { is: 'constant', value: flag.toLowerCase() === 'true' };
  if (number) return { is: 'constant', value: Number(number) };
  const quoted = single ?? double ?? '';
  return { is: 'constant', value: word ?? quoted.replaceAll(/\\(['"])/g, '$1') };
}
