import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { compileCondition } from '#surveys/condition.ts';
import { parseCondition } from '#surveys/condition-parser.ts';

const rooms = ['surveys', 'server/listen', 'server/http', 'server/ask/preferences', 'server/auth'];
const literal =
  /(?<=[(=,:?&|!]\s*|^\s+)\/(?![*/])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/gm;

const expressions = rooms.flatMap((room) =>
  readdirSync(join(projectRoot, room))
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) =>
      [...readFileSync(join(projectRoot, room, file), 'utf8').matchAll(literal)].map(
        ([, source = '', flags = '']): [string, string, string] => [`${room}/${file}`, source, flags],
      ),
    ),
);

const length = 64 * 1024;
const marks = [...` \t\n.,:;-+_@'"\\/{}[]()<>&=!|*#%0159aZeéש\u0000`, '\r\n', '\ud83d', '0x', '->'];
const hostile = [
  ...marks.map((mark) => mark.repeat(length / mark.length)),
  ...marks.flatMap((one) => ['a', '0', '.', ' ', '\\', '{'].map((other) => (one + other).repeat(length / 3))),
  ...['a@', "'", '{', '<a ', '<!--', '&#', 'https://', '1.', '2026-', '/s/'].map(
    (start) => start + 'a'.repeat(length),
  ),
  ...['a@', "'\\", '{a.', '&', '12:', 'or'].map((start) => `${start}${' '.repeat(length)}!`),
];

test('the regular expressions that strangers’ texts are read with are found', () => {
  expect(expressions.length).toBeGreaterThan(40);
  expect(expressions.map(([file]) => file)).toContain('surveys/answer-check.ts');
});

test.each(expressions)(
  '%s: /%s/%s takes no longer than its text is long',
  { timeout: 60_000 },
  (_file, source, flags) => {
    const expression = new RegExp(source, flags.replace('y', ''));
    for (const text of hostile) {
      expression.lastIndex = 0;
      const before = process.cpuUsage();
      if (flags.includes('g')) text.replace(expression, '');
      else expression.test(text);
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000, JSON.stringify(text.slice(0, 12))).toBeLessThan(100);
    }
  },
);

test('no text of that length keeps the reading of a condition, or its decision, waiting', () => {
  const decide = compileCondition("{a} = 5 or {a} contains '5' or {a} anyof ['x', '5']");
  const before = process.cpuUsage();
  for (const text of hostile) {
    parseCondition(text.slice(0, 500));
    decide({ a: text });
  }
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000 / hostile.length).toBeLessThan(20);
});
