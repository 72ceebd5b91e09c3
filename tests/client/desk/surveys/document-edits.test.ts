import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  duplicated,
  freeName,
  moved,
  movedTo,
  onPages,
  removed,
  renamed,
  standing,
  withElement,
  withPage,
  withText,
  withValue,
} from '#client/desk/surveys/document-edits.ts';
import { outlineOf, placeOf, questionsBefore, valueAt } from '#client/desk/surveys/document-tree.ts';
import { editing, startHistory, type EditAction } from '#client/desk/surveys/edit-history.ts';

const asked = (name: string, rest: object = {}) => ({ type: 'comment', name, ...rest });
const survey = (...pages: object[][]) => ({
  odd: { kept: [1, { deep: true }] },
  pages: pages.map((elements, index) => ({ name: `p${index + 1}`, strange: index, elements })),
});
const names = (document: Record<string, unknown>) =>
  outlineOf(document).map(({ node }) => String(node['name']));
const at = (page: number, element: number) => ['pages', page, 'elements', element];

describe('moving', () => {
  const document = survey(
    [asked('a'), asked('b')],
    [{ type: 'panel', name: 'box', elements: [asked('c')] }, asked('d')],
  );
  test.each([
    ['down within its page', at(0, 0), 1, 'p1 b a p2 box c d', at(0, 1)],
    ['up within its page', at(0, 1), -1, 'p1 b a p2 box c d', at(0, 0)],
    ['down onto the next page', at(0, 1), 1, 'p1 a p2 b box c d', at(1, 0)],
    ['up onto the page before', at(1, 0), -1, 'p1 a b box c p2 d', at(0, 2)],
    ['out of a panel, upwards', [...at(1, 0), 'elements', 0], -1, 'p1 a b p2 c box d', at(1, 0)],
    ['out of a panel, downwards', [...at(1, 0), 'elements', 0], 1, 'p1 a b p2 box c d', at(1, 1)],
    ['a page down', ['pages', 0], 1, 'p2 box c d p1 a b', ['pages', 1]],
  ] as const)('%s', (_what, path, step, expected, place) => {
    const edited = moved(document, path, step);
    expect(names(edited?.document ?? {}).join(' ')).toBe(expected);
    expect(edited?.at).toEqual(place);
  });

  test.each([
    ['above the first', at(0, 0), -1],
    ['below the last', at(1, 1), 1],
    ['a first page up', ['pages', 0], -1],
  ] as const)('nothing moves %s', (_what, path, step) => {
    expect(moved(document, path, step)).toBeNull();
  });

  test('a panel does not go into itself', () => {
    const into = { list: [...at(1, 0), 'elements'], index: 0 };
    expect(movedTo(document, at(1, 0), into).document).toBe(document);
  });

  test('a drop behind its own place counts with itself gone', () => {
    const edited = movedTo(document, at(0, 0), { list: ['pages', 0, 'elements'], index: 2 });
    expect([names(edited.document)[2], edited.at]).toEqual(['a', at(0, 1)]);
  });

  test('a drop into a panel behind it finds the panel where it has gone', () => {
    const flat = survey([asked('a'), { type: 'panel', name: 'box', elements: [] }]);
    const edited = movedTo(flat, at(0, 0), { list: [...at(0, 1), 'elements'], index: 0 });
    expect(names(edited.document).join(' ')).toBe('p1 box a');
    expect(valueAt(edited.document, [...edited.at, 'name'])).toBe('a');
  });
});

describe('adding, copying and removing', () => {
  const document = survey([asked('a'), asked('b')], []);
  test.each([
    ['after a question', at(0, 0), 'p1 a new b p2'],
    ['into a page', ['pages', 1], 'p1 a b p2 new'],
    ['at the end', [], 'p1 a b p2 new'],
  ] as const)('a question is added %s', (_what, after, expected) => {
    expect(names(withElement(document, asked('new'), after).document).join(' ')).toBe(expected);
  });

  test('a page is added behind another, with a name of its own', () => {
    const edited = withPage(document, 0);
    expect(names(edited.document).join(' ')).toBe('p1 a b page1 p2');
    expect(edited.at).toEqual(['pages', 1]);
  });

  test('a copy stands behind the original and takes no name that is taken', () => {
    const panel = survey([
      { type: 'panel', name: 'box', odd: 1, elements: [asked('a', { x: 1 }), asked('b')] },
    ]);
    const edited = duplicated(panel, at(0, 0));
    expect(names(edited.document)).toEqual(['p1', 'box', 'a', 'b', 'box-1', 'a-1', 'b-1']);
    expect(valueAt(edited.document, edited.at)).toMatchObject({ odd: 1, elements: [{ x: 1 }, {}] });
    expect(Object.keys(edited.document)).toEqual(['odd', 'pages']);
  });

  test('names are told apart whatever their letter case', () => {
    expect(freeName(survey([asked('Score'), asked('score-1')]), 'score')).toBe('score-2');
  });

  test('removing looks at the neighbour, or at the page that is left', () => {
    expect(removed(document, at(0, 1)).at).toEqual(at(0, 0));
    expect(removed(removed(document, at(0, 1)).document, at(0, 0)).at).toEqual(['pages', 0]);
  });

  test('a place that has gone falls back to what was around it', () => {
    expect(standing(document, at(0, 7))).toEqual(['pages', 0]);
    expect(standing(document, ['pages', 9])).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    ['a plain text takes a language', 'Hello', 'ar', 'مرحبا', { default: 'Hello', ar: 'مرحبا' }],
    ['English is the default', { default: 'A', ar: 'ب' }, 'en', 'B', { default: 'B', ar: 'ب' }],
    [
      'both spellings of English move together',
      { default: 'A', en: 'A' },
      'en',
      'B',
      { default: 'B', en: 'B' },
    ],
    ['a language of others stays', { default: 'A', fr: 'F' }, 'he', 'ה', { default: 'A', fr: 'F', he: 'ה' }],
    ['an emptied language goes', { default: 'A', ar: 'ب' }, 'ar', '', { default: 'A' }],
    ['a title left empty is still to be written', { ar: 'ب' }, 'ar', '', {}],
  ] as const)('%s', (_what, before, language, text, expected) => {
    const document = survey([asked('a', { title: before })]);
    const changed = withText(document, { path: [...at(0, 0), 'title'], language }, text);
    expect(valueAt(changed, [...at(0, 0), 'title'])).toEqual(expected);
  });

  test('a note left empty is gone', () => {
    const document = survey([asked('a', { description: 'Why' })]);
    const changed = withText(document, { path: [...at(0, 0), 'description'], language: 'en' }, '');
    expect(valueAt(changed, at(0, 0))).not.toHaveProperty('description');
  });

  test('a choice that is a plain word becomes one with texts, and keeps its value', () => {
    const document = survey([asked('a', { choices: ['red', 'blue'] })]);
    const path = [...at(0, 0), 'choices', 0, 'text'];
    const changed = withText(document, { path, language: 'ar' }, 'أحمر');
    expect(valueAt(changed, [...at(0, 0), 'choices'])).toEqual([
      { value: 'red', text: { default: 'red', ar: 'أحمر' } },
      'blue',
    ]);
  });
});

test('a new name is followed by the conditions that look at the question', () => {
  const document = survey([asked('a'), asked('b', { visibleIf: "{a} = 'x' and {ab} > 1", note: '{a}' })]);
  const changed = renamed(document, at(0, 0), 'first');
  expect(valueAt(changed, at(0, 1))).toMatchObject({ visibleIf: "{first} = 'x' and {ab} > 1", note: '{a}' });
});

test('a condition may look at what is asked before it, through all pages', () => {
  const document = survey([asked('a')], [asked('b'), asked('c')]);
  expect(questionsBefore(document, at(1, 1)).map(({ node }) => node['name'])).toEqual(['a', 'b']);
});

test('questions without pages are put on one, and nothing else changes', () => {
  expect(onPages({ title: 'T', elements: [asked('a')] })).toEqual({
    title: 'T',
    pages: [{ name: 'page1', elements: [asked('a')] }],
  });
});

describe('whatever is done', () => {
  type Step = { kind: 'move' | 'drop' | 'copy' | 'remove' | 'add' | 'text'; from: number; to: number };
  const steps = fc.array(
    fc.record<Step>({
      kind: fc.constantFrom('move', 'drop', 'copy', 'remove', 'add', 'text'),
      from: fc.nat(30),
      to: fc.nat(30),
    }),
    { maxLength: 25 },
  );
  const start = survey(
    [asked('a', { unknown: { x: 1 } }), { type: 'panel', name: 'box', elements: [asked('b'), asked('c')] }],
    [asked('d'), { type: 'file', name: 'e', maxSize: 7 }],
  );

  const actionOf = ({ kind, from, to }: Step): EditAction => ({
    do: 'edit',
    edit: (document) => {
      const all = outlineOf(document);
      const entry = all[from % Math.max(1, all.length)];
      const other = all[to % Math.max(1, all.length)];
      if (!entry || !other) return null;
      if (kind === 'move') return moved(document, entry.path, to % 2 === 0 ? 1 : -1);
      if (kind === 'drop' && entry.kind !== 'page' && other.kind !== 'question')
        return movedTo(document, entry.path, { list: [...other.path, 'elements'], index: 0 });
      if (kind === 'copy' && entry.kind !== 'page') return duplicated(document, entry.path);
      if (kind === 'remove' && entry.kind === 'question') return removed(document, entry.path);
      if (kind === 'add') return withElement(document, asked('new'), entry.path);
      return { document: withValue(document, [...entry.path, 'title'], `t${to}`), at: entry.path };
    },
  });

  test('undoing all of it gives the first document back, and redoing all of it the last', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const done = taken.map(actionOf).reduce(editing, startHistory(start));
        let back = done;
        while (back.past.length > 0) back = editing(back, { do: 'undo' });
        expect(back.present.document).toEqual(start);
        let forth = back;
        while (forth.future.length > 0) forth = editing(forth, { do: 'redo' });
        expect(forth.present.document).toEqual(done.present.document);
      }),
    );
  });

  test('names stay their own, the place looked at stands, and unknown properties are untouched', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const { document, at: place } = taken.map(actionOf).reduce(editing, startHistory(start)).present;
        const all = names(document);
        expect(new Set(all).size).toBe(all.length);
        expect(placeOf(standing(document, place))).toBe(placeOf(place));
        expect(document['odd']).toEqual(start.odd);
        for (const { node } of outlineOf(document)) {
          if (node['name'] === 'a') expect(node['unknown']).toEqual({ x: 1 });
          if (node['name'] === 'e') expect(node['maxSize']).toBe(7);
        }
      }),
    );
  });
});

test('typing in one field is one step to undo, until another field or a pause', () => {
  const type = (text: string, field: string): EditAction => ({
    do: 'edit',
    field,
    edit: (document) => ({ document: withValue(document, [field], text), at: [] }),
  });
  const typed = [type('H', 'title'), type('Hi', 'title'), type('x', 'other')].reduce(
    editing,
    startHistory({}),
  );
  expect(typed.past).toHaveLength(2);
  const once = editing(typed, { do: 'undo' });
  expect(once.present.document).toEqual({ title: 'Hi' });
  expect(editing(once, { do: 'undo' }).present.document).toEqual({});
});
