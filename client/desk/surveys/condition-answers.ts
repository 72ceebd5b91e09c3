import { isObject } from '#surveys/is-object.ts';
import type { Language } from '#surveys/languages.ts';
import { inLanguages } from '#surveys/text-languages.ts';
import type { ConditionTest, TestOperator } from './condition-tests.ts';
import { listOf, textOf } from './document-tree.ts';

type Node = Record<string, unknown>;

/** An answer a question can be given; a yes or no without words of its own has an empty label. */
export type Answer = { value: string | number | boolean; label: string };

/** The answers to choose from in a condition; none for a question that is answered freely. */
export function answersOf(node: Node, language: Language): Answer[] {
  const said = (value: unknown): string => {
    const texts = inLanguages(value);
    return texts[language] ?? Object.values(texts)[0] ?? '';
  };
  if (node['type'] === 'boolean')
    return [
      { value: true, label: said(node['labelTrue']) },
      { value: false, label: said(node['labelFalse']) },
    ];
  if (node['type'] === 'rating') {
    const [min, max] = [Number(node['rateMin'] ?? 1), Number(node['rateMax'] ?? 5)];
    return Array.from({ length: Math.max(0, Math.min(11, max - min + 1)) }, (_, step) => ({
      value: min + step,
      label: String(min + step),
    }));
  }
  return listOf(node['choices']).flatMap((choice) => {
    const value = isObject(choice) ? choice['value'] : choice;
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    return [{ value, label: (isObject(choice) ? said(choice['text']) : '') || String(value) }];
  });
}

/** How a question's answer can be tested. */
export function operatorsOf(node: Node | undefined): TestOperator[] {
  const type = textOf(node?.['type']);
  const isNumber = type === 'rating' || node?.['inputType'] === 'number';
  if (isNumber)
    return ['equal', 'notequal', 'lessorequal', 'greaterorequal', 'less', 'greater', 'notempty', 'empty'];
  if (type === 'checkbox') return ['contains', 'notcontains', 'notempty', 'empty'];
  if (type === 'comment') return ['notempty', 'empty', 'contains', 'notcontains'];
  return ['equal', 'notequal', 'notempty', 'empty'];
}

/** What a condition on a question begins with. */
export function firstTest(node: Node): ConditionTest {
  const [is = 'notempty'] = operatorsOf(node);
  const question = textOf(node['name']);
  if (is === 'notempty') return { question, is };
  const [answer] = answersOf(node, 'en');
  const free = node['inputType'] === 'number' ? 0 : '';
  const isScale = node['type'] === 'rating';
  return { question, is: isScale ? 'lessorequal' : is, value: answer?.value ?? free };
}
