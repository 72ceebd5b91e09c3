import { amounts, signs, wholes } from './column.ts';
import { readMeasures, readNamed, readPlace } from './said.ts';
import { WordList } from './word-list.ts';

const betweenFields = '\u001F';

/** Facts that stand beside each other, by which years that are not asked for are passed over. */
export const blockSize = 65_536;

/** All facts in columns of numbers: where an answer stands, what it measured, what it named, its money and its sign. */
export class FactStore {
  readonly places = new WordList(readPlace);
  readonly measures = new WordList(readMeasures);
  readonly named = new WordList(readNamed);
  readonly place = wholes();
  readonly measure = wholes();
  readonly name = wholes();
  readonly money = amounts();
  readonly sign = signs();
  /** Its number in the table, by which its answer is found. */
  readonly seq = wholes();
  /** How many stand at each place: enough where nothing said narrows the question. */
  readonly people: number[] = [];
  /** The first and last month of each block. */
  readonly months: { from: string; to: string }[] = [];

  get size(): number {
    return this.place.length;
  }

  /** Takes in a fact as the table has it, after its sign: `+2026-10␟monthly␟…`. */
  add(line: string, seq = this.size + 1): void {
    let end = 1;
    for (let field = 0; field < 7; field++) end = line.indexOf(betweenFields, end) + 1;
    const place = this.places.numberOf(line.slice(1, end - 1));
    const afterMoney = line.indexOf(betweenFields, end);
    const afterScores = line.indexOf(betweenFields, afterMoney + 1);
    this.#note(this.places.values[place]?.month ?? '');
    this.place.push(place);
    this.money.push(Number(line.slice(end, afterMoney)));
    this.measure.push(this.measures.numberOf(line.slice(afterMoney + 1, afterScores)));
    this.name.push(this.named.numberOf(line.slice(afterScores + 1)));
    const sign = line.startsWith('-') ? -1 : 1;
    this.sign.push(sign);
    this.seq.push(seq);
    this.people[place] = (this.people[place] ?? 0) + sign;
  }

  #note(month: string): void {
    const block = Math.floor(this.size / blockSize);
    const known = this.months[block];
    if (!known) this.months[block] = { from: month, to: month };
    else if (month < known.from) known.from = month;
    else if (month > known.to) known.to = month;
  }
}
