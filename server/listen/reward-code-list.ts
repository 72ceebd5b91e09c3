import { mostCodesAtOnce } from './reward-code.ts';

/** What is wrong with a line, or with all of a list; `firstLine` is where the same code stands already. */
export interface CodeProblem {
  line: number | null;
  problem: LineProblem | 'too-many' | 'too-few' | 'empty' | 'encoding';
  firstLine?: number;
}

type LineProblem = 'too-short' | 'too-long' | 'unreadable' | 'several' | 'twice' | 'in-pool';

/** Each code with the line it stands on. */
export type CodeLines = Map<string, number>;

/** Reads a company's own codes, one a line. A first line that says `code` is a header. */
export function readCodes(text: string): { codes: CodeLines; problems: CodeProblem[] } {
  const codes: CodeLines = new Map();
  const problems: CodeProblem[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const line = index + 1;
    const code = plain(raw);
    if (code === '' || (line === 1 && /^codes?$/i.test(code))) continue;
    const firstLine = codes.get(code);
    const problem = firstLine === undefined ? problemOf(code) : 'twice';
    if (problem) problems.push({ line, problem, ...(firstLine !== undefined && { firstLine }) });
    else codes.set(code, line);
  }
  const read = codes.size + problems.length;
  if (read === 0) problems.push({ line: null, problem: 'empty' });
  return { codes, problems: read > mostCodesAtOnce ? [{ line: null, problem: 'too-many' }] : problems };
}

/** A cell as a spreadsheet writes it. */
function plain(line: string): string {
  const quoted = /^"(.*)"$/.exec(line.trim())?.[1];
  return (quoted?.replaceAll('""', '"') ?? line).trim();
}

function problemOf(code: string): LineProblem | null {
  if (/[,;\t]/.test(code)) return 'several';
  // What is not seen, such as a mark that turns the direction, would be lost where the code is typed.
  if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u.test(code) || code.includes('\ufffd')) return 'unreadable';
  const { length } = [...code];
  if (length < 4) return 'too-short';
  return length > 64 ? 'too-long' : null;
}
