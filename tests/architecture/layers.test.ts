import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#db/project-root.ts';

const ground = [
  'surveys',
  'db',
  'server/company',
  'server/customers',
  'server/email',
  'server/jobs',
  'server/events',
  'server/auth',
  'server/http',
  'server/deps.ts',
  'server/config.ts',
  'server/errors.ts',
  'server/secret.ts',
];
const stages = ['server/ask', 'server/listen', 'server/understand', 'server/answer', 'server/win-back'];

/** What each room may import, beside itself. Rooms not named here (app, main, command line, demo) may import everything. */
const allowed: Record<string, string[]> = {
  surveys: [],
  db: [],
  'client/locales': [],
  'client/respond': ['surveys', 'client/locales'],
  'client/desk': ['surveys', 'client/locales', 'server/app.ts'],
  ...Object.fromEntries(ground.filter((room) => room.startsWith('server/')).map((room) => [room, ground])),
  ...Object.fromEntries(stages.map((stage, index) => [stage, [...ground, ...stages.slice(0, index)]])),
};
allowed['server/listen']?.push('client/respond', 'client/locales');
for (const room of [
  'server/ask',
  'server/answer',
  'server/customers',
  'server/email',
  'server/auth',
  'server/understand',
  'server/win-back',
]) {
  allowed[room]?.push('client/locales');
}

test('data moves one way round the loop: a room imports only the ground floor and the stages before it', () => {
  const broken = sourceFiles().flatMap((file) => {
    const room = roomOf(file);
    const may = allowed[room];
    if (!may) return [];
    return importsOf(file)
      .filter((target) => !inside(target, room) && !may.some((place) => inside(target, place)))
      .map((target) => `${file} imports ${target}`);
  });
  expect(broken).toEqual([]);
});

test('a pure file (singular, beside its plural) awaits nothing and reads no clock', () => {
  const files = sourceFiles().filter((file) => file.startsWith('server/') || file.startsWith('surveys/'));
  const pure = files.filter(
    (file) =>
      file.startsWith('surveys/') || (file.endsWith('.ts') && files.includes(file.replace(/\.ts$/, 's.ts'))),
  );
  const broken = pure.filter((file) => {
    const source = readFileSync(join(projectRoot, file), 'utf8');
    return /\bawait\b|\basync\b|Date\.now\(|new Date\(\)|Math\.random\(|node:fs/.test(source);
  });
  expect(broken).toEqual([]);
});

test.each(['surveys/accept.ts', 'surveys/form-steps.ts', 'surveys/form.ts'])(
  '%s stands without SurveyJS: neither it nor what it imports is anything but ours',
  (file) => {
    const reached = new Set([file]);
    for (const each of reached) for (const target of importsOf(each)) reached.add(target);
    const foreign = [...reached].filter((each) =>
      /from\s*'(?![#.])/.test(readFileSync(join(projectRoot, each), 'utf8')),
    );
    expect(foreign).toEqual([]);
    expect(reached).toContain('surveys/survey-definition.ts');
  },
);

function sourceFiles(): string[] {
  return ['client', 'db', 'server', 'surveys'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('migrations'))
      .map((name) => join(folder, name)),
  );
}

function roomOf(file: string): string {
  return Object.keys(allowed).find((room) => inside(file, room)) ?? '';
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(projectRoot, file), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'((?:#|\.)[^']+)'/g)].map(([, target = '']) =>
    target.startsWith('#')
      ? target.slice(1)
      : relative(projectRoot, resolve(join(projectRoot, dirname(file)), target)),
  );
}

function inside(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}
