import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { FactColumns } from './fact-columns.ts';
import type { FactCounts, FactQuestion } from './fact-question.ts';

const mostAtOnce = 20_000;
const betweenFacts = '\u001E';
const mostRemembered = 300;

/** Answers questions from all facts there are when it is asked: it first takes in those that have come since. */
export class FactReader {
  readonly #columns = new FactColumns();
  #last = 0;
  /** What was counted since the last fact came: a page asks some of it more than once, and so do its other readers. */
  readonly #counted = new Map<string, FactCounts>();
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(private readonly db: Database) {}

  async counts(question: FactQuestion): Promise<FactCounts> {
    await this.catchUp();
    const asked = JSON.stringify(question);
    const known = this.#counted.get(asked) ?? this.#columns.count(question);
    if (this.#counted.size >= mostRemembered) this.#counted.clear();
    this.#counted.set(asked, known);
    return known;
  }

  catchUp(): Promise<void> {
    return (this.#catchingUp = this.#catchingUp.catch(() => {}).then(() => this.#readOn()));
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const [found] = await this.db.all<{ facts: string | null; last: number | null; n: number }>(sql`
        SELECT group_concat(CASE sign WHEN 1 THEN '+' ELSE '-' END || said, ${betweenFacts}) AS facts,
          max(seq) AS last, count(*) AS n
        FROM (SELECT seq, sign, said FROM response_facts WHERE seq > ${this.#last} ORDER BY seq LIMIT ${mostAtOnce})`);
      if (!found?.facts || found.last === null) return;
      for (const line of found.facts.split(betweenFacts)) this.#columns.add(line);
      this.#last = found.last;
      this.#counted.clear();
      if (found.n < mostAtOnce) return;
    }
  }
}
