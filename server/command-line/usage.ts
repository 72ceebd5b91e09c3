import type { Command } from './command.ts';

export function usage(commands: Record<string, Command>): string {
  const longest = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const lines = Object.values(commands).map(
    (command) => `  amends ${command.usage.padEnd(longest)}  ${command.summary}`,
  );
  return [
    'Usage: amends COMMAND [options]',
    '',
    ...lines,
    '',
    'Every command takes --json (one JSON document on standard output) and --help.',
    'Exit code: 0 done, 1 refused input, 2 wrong usage.',
    '',
  ].join('\n');
}

export function usageOf({ usage, summary, options }: Command): string {
  const names = Object.entries(options).map(([name, { type, multiple }]) => {
    const value = type === 'string' ? ` ${optionValues[name] ?? 'VALUE'}` : '';
    return `  --${name}${value}${multiple ? '   (may be repeated)' : ''}`;
  });
  return [`Usage: amends ${usage}`, '', summary, ...(names.length > 0 ? ['', ...names] : []), ''].join('\n');
}

const optionValues: Record<string, string> = {
  map: 'FIELD="Column"',
  set: 'FIELD=VALUE',
  where: '"Column=VALUE"',
  reasons: 'FILE.json',
  encoding: 'NAME',
};
