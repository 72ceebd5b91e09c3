import { write, type Database } from '#db/client.ts';
import { factOf, factText } from '#server/listen/response-fact.ts';
import { countedReasons, segmentOf } from '#server/listen/roll-up.ts';
import { CODEBOOK } from '#surveys/codebook.ts';

type Value = string | number | null;

export interface Plan {
  answers: number;
  customers: number;
  /** Months that end with this one are filled evenly. */
  lastMonth: string;
  months: number;
  currency?: string;
  /** What customers say, by language. */
  words?: Record<string, string[]>;
}

const tiers = ['gold', 'silver', 'copper'];
const weights = {
  service: 0.16,
  price: 0.13,
  competitor: 0.06,
  product: 0.05,
  circumstances: 0.02,
  other: 0.03,
};

/** Writes answers with reasons, facts and every roll-up, many rows a statement: the fast way to a large company. */
export async function manyAnswers(db: Database, plan: Plan): Promise<void> {
  await aProgramWithWaves(db, plan);
  const departmentRows = departments.map((code) => [code, JSON.stringify({ en: code }), 0, 0]);
  await insert(db, 'departments', ['code', 'labels', 'created_at', 'updated_at'], departmentRows);
  const customerRows = range(plan.customers).map((at) => customerRow(plan, at));
  await insert(db, 'customers', customerColumns, customerRows);
  const chance = sequence(7);
  const counts = new Counts(plan);
  for (let from = 0; from < plan.answers; from += chunk) {
    const size = Math.min(chunk, plan.answers - from);
    const answers = range(size).map((at) => answerOf(plan, from + at, chance));
    await insert(db, 'responses', responseColumns, rowsOf(answers, 'row'));
    await insert(
      db,
      'reasons',
      reasonColumns,
      answers.flatMap(({ reasonRows }) => reasonRows),
    );
    await insert(db, 'response_facts', ['response_id', 'sign', 'said'], rowsOf(answers, 'factRow'));
    for (const answer of answers) counts.add(answer);
  }
  await counts.store(db);
}

type Answer = ReturnType<typeof answerOf>;

const chunk = 20_000;
const rowsOf = (answers: Answer[], kind: 'row' | 'factRow') => answers.map((answer) => answer[kind]);

/** The roll-ups of all answers. */
class Counts {
  readonly #counts = new Map<string, { table: string; key: Value[]; n: number; minor: number }>();

  constructor(private readonly plan: Plan) {}

  add({ month, tier, scores, reasons, monthlyMinor }: Answer): void {
    for (const { measure, value } of scores)
      this.#count('score_rollup', [month, 'monthly', tier, measure, String(value)]);
    this.#count('segment_rollup', [month, 'monthly', tier, segmentOf(reasons)]);
    for (const { category, detail } of countedReasons(reasons)) {
      const slice = [month, 'response', 'monthly', tier, category, detail, this.plan.currency ?? 'SAR'];
      this.#count('reason_rollup', slice, monthlyMinor);
    }
  }

  async store(db: Database): Promise<void> {
    const of = (table: string) => [...this.#counts.values()].filter((count) => count.table === table);
    await insert(
      db,
      'score_rollup',
      ['month', 'program_id', 'tier', 'measure', 'value', 'n'],
      of('score_rollup').map(({ key, n }) => [...key, n]),
    );
    await insert(
      db,
      'segment_rollup',
      ['month', 'program_id', 'tier', 'segment', 'n'],
      of('segment_rollup').map(({ key, n }) => [...key, n]),
    );
    await insert(
      db,
      'reason_rollup',
      ['month', 'source', 'program_id', 'tier', 'category', 'detail', 'currency', 'n', 'monthly_minor'],
      of('reason_rollup').map(({ key, n, minor }) => [...key, n, minor]),
    );
  }

  #count(table: string, key: Value[], minor = 0): void {
    const name = `${table} ${key.join(' ')}`;
    const count = this.#counts.get(name) ?? { table, key, n: 0, minor: 0 };
    count.n += 1;
    count.minor += minor;
    this.#counts.set(name, count);
  }
}

const customerColumns = [
  'id',
  'external_id',
  'name',
  'search_text',
  'email',
  'locale',
  'currency',
  'monthly_revenue_minor',
  'status',
  'tier',
  'account_manager',
  'department',
  'attributes',
  'created_at',
  'updated_at',
];
const responseColumns = [
  'id',
  'customer_id',
  'program_id',
  'status',
  'locale',
  'answers',
  'verbatim',
  'nps',
  'tier',
  'account_manager',
  'department',
  'month',
  'answered_at',
];
const reasonColumns = ['id', 'response_id', 'category', 'detail', 'status', 'month', 'at'];

/** One wave a month of a program called `monthly`, answered by a quarter. */
async function aProgramWithWaves(db: Database, plan: Plan): Promise<void> {
  const at = Date.UTC(2025, 0, 1);
  await insert(db, 'surveys', ['id', 'kind', 'created_at'], [['monthly', 'monthly', at]]);
  await insert(
    db,
    'survey_versions',
    ['id', 'survey_id', 'number', 'definition', 'checksum', 'published_at'],
    [['monthly-1', 'monthly', 1, '{}', '', at]],
  );
  const columns = [
    'id',
    'kind',
    'survey_id',
    'audience',
    'opens_on_day',
    'closes_after_days',
    'created_at',
    'updated_at',
  ];
  await insert(db, 'programs', columns, [['monthly', 'monthly', 'monthly', '{"all":[]}', 1, 14, at, at]]);
  const months = range(plan.months).map((back) => monthBefore(plan.lastMonth, back));
  const waveColumns = ['id', 'program_id', 'survey_version_id', 'month', 'run', 'opened_at', 'closes_at'];
  await insert(
    db,
    'waves',
    waveColumns,
    months.map((month) => [month, 'monthly', 'monthly-1', month, 1, at, at]),
  );
  const completed = Math.round(plan.answers / plan.months);
  await insert(
    db,
    'wave_counts',
    ['wave_id', 'stage', 'n'],
    months.flatMap((month, back) => [
      [month, 'delivered', completed * 4 + ((back * 37) % 90)],
      [month, 'completed', completed],
    ]),
  );
}

function customerRow({ currency = 'SAR' }: Plan, at: number): Value[] {
  const [id, name, day] = [`customer-${at}`, `Customer ${at}`, Date.UTC(2025, 0, 1)];
  const email = `${id}@example.com`;
  return [
    id,
    id,
    name,
    name.toLowerCase(),
    email,
    'en',
    currency,
    moneyOf(at),
    'active',
    tierOf(at),
    managerOf(at),
    departmentOf(at),
    '{}',
    day,
    day,
  ];
}

function answerOf(plan: Plan, index: number, chance: () => number) {
  const customer = index % plan.customers;
  const back = Math.floor((index / plan.answers) * plan.months);
  const month = monthBefore(plan.lastMonth, back);
  const at = Date.parse(`${month}-01T08:00:00Z`) + Math.floor(chance() * 13 * 86_400_000);
  const better = (plan.months - back) / plan.months;
  const nps = Math.min(10, Math.floor(chance() ** (0.32 - better * 0.1) * 11));
  const reasons = nps > 8 ? [] : reasonsOf(chance);
  const id = `response-${String(index).padStart(8, '0')}`;
  const tier = tierOf(customer);
  const { words, locale } = wordsOf(plan, chance);
  const price = chance() < 0.3 ? 1 : chance() < 0.75 ? 0 : -1;
  const scores = [
    { measure: 'nps', value: nps },
    { measure: 'price-expectation', value: price },
    { measure: 'on-time', value: chance() < 0.86 ? 1 : 0 },
  ];
  const [accountManager, department] = [managerOf(customer), departmentOf(customer)];
  const place = { tier, accountManager, department, month };
  const row = [id, `customer-${customer}`, 'monthly', 'complete', locale, '{}', words, nps, tier];
  const said = factText(
    factOf({
      row: { ...place, programId: 'monthly', locale },
      scores,
      reasons,
      monthlyMinor: moneyOf(customer),
      currency: plan.currency ?? 'SAR',
    }),
  );
  return {
    row: [...row, accountManager, department, month, at],
    factRow: [id, 1, said],
    month,
    tier,
    reasons,
    monthlyMinor: moneyOf(customer),
    scores,
    reasonRows: reasons.map((reason, place) => [
      `${id}-${place}`,
      id,
      reason.category,
      reason.detail,
      'stated',
      month,
      at,
    ]),
  };
}

function reasonsOf(chance: () => number) {
  return Object.entries(weights).flatMap(([category, weight]) => {
    if (chance() > weight * 2.2) return [];
    const details = Object.keys(CODEBOOK[category as keyof typeof CODEBOOK]);
    return [{ category, detail: details[Math.floor(chance() ** 2 * details.length)] ?? '' }];
  });
}

function wordsOf({ words }: Plan, chance: () => number) {
  const languages = Object.keys(words ?? {});
  const locale = languages[Math.floor(chance() * languages.length)] ?? 'en';
  const said = words?.[locale] ?? ['It came late and nobody called.', 'Good.'];
  return { locale, words: chance() < 0.5 ? (said[Math.floor(chance() * said.length)] ?? null) : null };
}

async function insert(db: Database, table: string, columns: string[], rows: Value[][]): Promise<void> {
  const size = Math.floor(30_000 / columns.length);
  const place = `(${columns.map(() => '?').join(',')})`;
  for (let from = 0; from < rows.length; from += size) {
    const chunk = rows.slice(from, from + size);
    const sql = `INSERT INTO ${table} (${columns.join(',')}) VALUES ${chunk.map(() => place).join(',')}`;
    await write(db, (tx) => tx.run({ sql, args: chunk.flat() }));
  }
}

function monthBefore(month: string, back: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const all = year * 12 + number - 1 - back;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}

const range = (length: number) => Array.from({ length }, (_, at) => at);
const tierOf = (customer: number) => tiers[customer % 20 < 5 ? 0 : customer % 20 < 13 ? 1 : 2] ?? 'copper';
const departments = ['sales', 'delivery', 'after-sales', 'billing'];
const departmentOf = (customer: number) => departments[customer % departments.length] ?? '';
/** Twenty of them, five a department. */
const managerOf = (customer: number) => `Manager ${customer % 20}`;
const moneyOf = (customer: number) => 2_000 + ((customer * 7919) % 18_000);

/** Numbers from 0 to 1 that look like chance and are the same in every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
