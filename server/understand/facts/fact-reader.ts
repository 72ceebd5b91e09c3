import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { FactColumns } from './fact-columns.ts';
import type { ApartQuestion, FactCounts, FactQuestion } from './fact-question.ts';
import type { FactSearch, FactsFound } from './fact-search.ts';

const mostAtOnce = 20_000;
const betweenFacts = '\u001E';
const mostRemembered = 300;

/** Answers questions from all facts there are when it is asked: it first takes in those that have come since. */
export class FactReader {
  readonly #columns = new FactColumns();
  #last = 0;
  /** What was counted since the last fact came: a page asks some of it more than once, and so do its other readers. */
  readonly #counted = new Map<string, FactCounts[]>();
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(private readonly db: Database) {}

  async counts(question: FactQuestion): Promise<FactCounts> {
    const [counts] = await this.#once(question, () => [this.#columns.count(question)]);
    // It was made of one.
    return counts!;
  }

  /** One for each dimension asked for. */
  countsApart(question: ApartQuestion): Promise<FactCounts[]> {
    return this.#once(question, () => this.#columns.countApart(question));
  }

  async find(search: FactSearch): Promise<FactsFound> {
    await this.catchUp();
    return this.#columns.find(search);
  }

  async #once(question: object, count: () => FactCounts[]): Promise<FactCounts[]> {
    await this.catchUp();
    const asked = JSON.stringify(question);
    const known = this.#counted.get(asked) ?? count();
    if (this.#counted.size >= mostRemembered) this.#counted.clear();
    this.#counted.set(asked, known);
    return known;
  }

  catchUp(): Promise<void> {
    return (this.#catchingUp = this.#catchingUp.catch(() => {}).then(() => this.#readOn()));
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const [found] = await this.db.all<{
        facts: string | null;
        first: number;
        last: number | null;
        n: number;
      }>(sql`
        SELECT group_concat(CASE sign WHEN 1 THEN '+' ELSE '-' END || said, ${betweenFacts}) AS facts,
          min(seq) AS first, max(seq) AS last, count(*) AS n
        FROM (SELECT seq, sign, said FROM response_facts WHERE seq > ${this.#last} ORDER BY seq LIMIT ${mostAtOnce})`);
      if (!found?.facts || found.last === null) return;
      const numbers = await this.#numbersOf({ ...found, last: found.last });
      found.facts.split(betweenFacts).forEach((line, at) => this.#columns.add(line, numbers(at)));
      this.#last = found.last;
      this.#counted.clear();
      if (found.n < mostAtOnce) return;
    }
  }

  /** Facts are numbered without a gap as a rule, and then nobody needs to ask for the numbers. */
  async #numbersOf({ first, last, n }: { first: number; last: number; n: number }) {
    if (last - first + 1 === n) return (at: number) => first + at;
    const rows = await this.db.all<{ seq: number }>(
      sql`SELECT seq FROM response_facts WHERE seq BETWEEN ${first} AND ${last} ORDER BY seq`,
    );
    return (at: number) => rows[at]?.seq ?? 0;
  }
}
