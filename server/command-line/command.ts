import type { ParseArgsConfig } from 'node:util';
import type { Deps } from '#server/deps.ts';

export type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command was given, already checked against its own options. */
export interface Given {
  words: string[];
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
}

export interface Answer {
  /** What `--json` prints. */
  json: unknown;
  /** What people read. */
  text: string;
  /** The command refused what it was given: exit 1. */
  refused?: boolean;
}

export interface Command {
  /** How it is called, behind `amends`. */
  usage: string;
  summary: string;
  /** How many words follow the command's own. */
  words: number;
  options: Options;
  run(deps: Deps, given: Given, tell: (progress: string) => void): Promise<Answer>;
}

/** The call makes no sense as it stands: exit 2 with the usage. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';

  constructor(
    message: string,
    /** How it is called, for people; a program gets the message alone. */
    readonly usage: string | null = null,
  ) {
    super(message);
  }
}

export function list(value: Given['values'][string]): string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** `name=value` pairs of an option that may stand several times. */
export function pairs(option: string, value: Given['values'][string]): [string, string][] {
  return list(value).map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new WrongUsage(`--${option} "${text}" must look like --${option} name=value`);
    return [text.slice(0, at).trim(), text.slice(at + 1)];
  });
}
