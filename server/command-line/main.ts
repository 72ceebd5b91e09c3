import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { migrateDatabase } from '#db/migrate.ts';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { type Answer, type Command, type Given, WrongUsage } from './command.ts';
import { commands } from './commands.ts';
import { progressLine } from './progress.ts';
import { usage, usageOf } from './usage.ts';

/** Runs one call and returns its exit code: 0 done, 1 refused, 2 wrong usage. */
export async function main(words: string[]): Promise<number> {
  const asJson = words.includes('--json');
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') {
    process.stdout.write(usage(commands));
    return words.length === 0 ? 2 : 0;
  }
  try {
    const { command, given } = understood(words);
    if (given.values.help === true) {
      process.stdout.write(usageOf(command));
      return 0;
    }
    const answer = await answerTo(command, given);
    process.stdout.write(asJson ? `${JSON.stringify(answer.json)}\n` : answer.text);
    return answer.refused ? 1 : 0;
  } catch (error) {
    return tellFailure(error, asJson);
  }
}

function understood(words: string[]): { command: Command; given: Given } {
  const name = Object.keys(commands).find((name) => name.split(' ').every((word, at) => words[at] === word));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || !command) {
    const said = words.filter((word) => !word.startsWith('-')).slice(0, 2);
    throw new WrongUsage(`There is no such command: ${said.join(' ')}`, usage(commands));
  }
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(name.split(' ').length),
      options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    const isComplete = positionals.length === command.words || values.help === true;
    if (!isComplete) throw new WrongUsage(`This needs: amends ${command.usage}`);
    return { command, given: { words: positionals, values } };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new WrongUsage(said, usageOf(command));
  }
}

async function answerTo(command: Command, given: Given): Promise<Answer> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  // The log would stand between the JSON on standard output.
  const config = { ...readConfig(process.env), logLevel: 'silent' as const };
  await migrateDatabase(config.database);
  const deps = await buildDeps(config);
  const progress = progressLine(process.stderr);
  try {
    return await command.run(deps, given, progress.tell);
  } finally {
    progress.end();
    await closeDeps(deps);
  }
}

function tellFailure(error: unknown, asJson: boolean): number {
  const isWrongUsage = error instanceof WrongUsage;
  const detail = error instanceof Error ? error.message : String(error);
  const { code, fields } =
    error instanceof DomainError ? error : { code: codeOf(isWrongUsage), fields: undefined };
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code, detail, fields } })}\n`);
  process.stderr.write(`${detail.trimEnd()}\n`);
  if (isWrongUsage && error.usage) process.stderr.write(`\n${error.usage}`);
  for (const [field, message] of Object.entries(fields ?? {}))
    process.stderr.write(`  ${field}: ${message}\n`);
  return isWrongUsage ? 2 : 1;
}

const codeOf = (isWrongUsage: boolean) => (isWrongUsage ? 'usage' : 'failed');
