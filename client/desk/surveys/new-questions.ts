import { isObject } from '#surveys/is-object.ts';
import monthly from '#surveys/monthly.json' with { type: 'json' };
import { listOf, textOf } from './document-tree.ts';

type Node = Record<string, unknown>;
const blank = (text: string, ar: string, he: string, ru: string) => ({ default: text, ar, he, ru });

const satisfied = {
  minRateDescription: blank('Very dissatisfied', 'غير راضٍ إطلاقاً', 'מאוד לא מרוצים', 'Совсем не довольны'),
  maxRateDescription: blank('Very satisfied', 'راضٍ جداً', 'מאוד מרוצים', 'Очень довольны'),
};
const agreed = {
  minRateDescription: blank(
    'Strongly disagree',
    'لا أوافق إطلاقاً',
    'כלל לא מסכימים',
    'Совершенно не согласны',
  ),
  maxRateDescription: blank('Strongly agree', 'أوافق تماماً', 'מסכימים מאוד', 'Полностью согласны'),
};
/** Still to be written. */
const title: Node = {};
export type ItemStem = 'choice' | 'row' | 'column';
const item = (stem: ItemStem, number: number): Node => ({ value: `${stem}-${number}`, text: {} });
const choices = [item('choice', 1), item('choice', 2)];

/** Questions that the shipped monthly survey asks, ready in every language (practice A4). */
const readyMade = (name: string): Node => {
  const found = listOf(monthly.pages[0]?.elements).find(
    (element) => isObject(element) && element['name'] === name,
  );
  return isObject(found) ? structuredClone(found) : { type: 'comment', name };
};

export const readyQuestions = {
  nps: () => readyMade('recommend'),
  price: () => readyMade('price'),
  onTime: () => readyMade('on-time'),
  reason: () => readyMade('reason'),
} as const satisfies Record<string, () => Node>;

/** What a question of each type begins with. */
export const blankQuestions = {
  rating5: () => ({ type: 'rating', name: 'rating', title, rateMin: 1, rateMax: 5, ...satisfied }),
  rating7: () => ({ type: 'rating', name: 'effort', title, rateMin: 1, rateMax: 7, ...agreed }),
  radiogroup: () => ({ type: 'radiogroup', name: 'question', title, choices }),
  checkbox: () => ({ type: 'checkbox', name: 'question', title, choices }),
  dropdown: () => ({ type: 'dropdown', name: 'question', title, choices }),
  matrix: () => ({
    type: 'matrix',
    name: 'parts',
    title,
    rows: [item('row', 1), item('row', 2)],
    columns: [item('column', 1), item('column', 2)],
  }),
  boolean: () => ({ type: 'boolean', name: 'question', title }),
  comment: () => ({ type: 'comment', name: 'words', title }),
  text: () => ({ type: 'text', name: 'question', title }),
  number: () => ({ type: 'text', name: 'number', title, inputType: 'number' }),
  email: () => ({ type: 'text', name: 'email', title, inputType: 'email' }),
  tel: () => ({ type: 'text', name: 'phone', title, inputType: 'tel' }),
  date: () => ({ type: 'text', name: 'date', title, inputType: 'date' }),
} as const satisfies Record<string, () => Node>;

export type ReadyQuestion = keyof typeof readyQuestions;
export type BlankQuestion = keyof typeof blankQuestions;

/** A choice, row or column with a value none of the others has. */
export function nextItem(others: unknown, stem: ItemStem): Node {
  const taken = new Set(listOf(others).map((other) => String(isObject(other) ? other['value'] : other)));
  let number = 1;
  while (taken.has(`${stem}-${number}`)) number++;
  return item(stem, number);
}

/** The kind of question a person sees in a node; `null` for one that we do not ask. */
export function questionTypeOf(node: Node): BlankQuestion | 'nps' | 'rating' | 'panel' | null {
  const type = textOf(node['type']);
  if (type === 'rating') return ratingTypeOf(node);
  const inputs = ['text', 'number', 'email', 'tel', 'date'] as const;
  if (type === 'text') return inputs.find((known) => known === (node['inputType'] ?? 'text')) ?? 'text';
  const plain = ['radiogroup', 'checkbox', 'dropdown', 'boolean', 'comment', 'matrix', 'panel'] as const;
  return plain.find((known) => known === type) ?? null;
}

function ratingTypeOf({ rateMin = 1, rateMax = 5 }: Node): 'nps' | 'rating5' | 'rating7' | 'rating' {
  if (rateMin === 0 && rateMax === 10) return 'nps';
  if (rateMin !== 1) return 'rating';
  return rateMax === 5 ? 'rating5' : rateMax === 7 ? 'rating7' : 'rating';
}
