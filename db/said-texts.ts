import type { UnitStatement, Value } from './unit.ts';

/** A statement on its way between threads: its SQL is said in full once, then by the number of that text. */
export interface ShortStatement {
  text: number;
  sql?: string;
  args: Value[];
  mustChangeOne?: boolean;
}

/** A longer text is an import's, made for its rows and never said again. */
const longestKept = 10_000;
const mostKept = 2000;

/** The sender's side. A thousand answers a second say the same ten texts, which are most of the bytes. */
export class TextsSaid {
  readonly #numbers = new Map<string, number>();

  shorten(statements: UnitStatement[]): ShortStatement[] {
    return statements.map(({ sql, args, mustChangeOne }) => {
      const known = this.#numbers.get(sql);
      if (known !== undefined) return short(known, args, mustChangeOne);
      const isKept = sql.length <= longestKept && this.#numbers.size < mostKept;
      const text = isKept ? this.#numbers.size : -1;
      if (isKept) this.#numbers.set(sql, text);
      return { sql, ...short(text, args, mustChangeOne) };
    });
  }
}

/** The receiver's side. */
export class TextsHeard {
  readonly #texts: string[] = [];

  lengthen(statements: ShortStatement[]): UnitStatement[] {
    return statements.map(({ text, sql = this.#texts[text], args, mustChangeOne }) => {
      if (sql === undefined) throw new Error('A text was never said');
      if (text >= 0) this.#texts[text] = sql;
      return mustChangeOne ? { sql, args, mustChangeOne } : { sql, args };
    });
  }
}

function short(text: number, args: Value[], mustChangeOne = false): ShortStatement {
  return mustChangeOne ? { text, args, mustChangeOne } : { text, args };
}
