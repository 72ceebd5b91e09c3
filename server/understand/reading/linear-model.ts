import type { Features } from './feature.ts';

/** What a text with these features is: the classes it belongs to. */
export interface Example {
  features: Pick<Features, 'ids' | 'values'>;
  classes: number[];
  /** The classes it is told from, from the first to the one after the last; all where it is not said. */
  among?: readonly [number, number];
}

export interface Training {
  epochs: number;
  rate: number;
  /** How strongly weights are drawn back to nothing at every step. */
  decay: number;
}

/** Multinomial logistic regression over hashed features; learns example by example, by AdaGrad. */
export class LinearModel {
  readonly #weights: Float32Array;
  readonly #squares: Float32Array;
  readonly #bias: Float32Array;

  constructor(
    readonly classes: number,
    rows: number,
    from?: LinearModel,
  ) {
    this.#weights = from ? from.#weights.slice() : new Float32Array(rows * classes);
    this.#squares = from ? from.#squares.slice() : new Float32Array(rows * classes);
    this.#bias = from ? from.#bias.slice() : new Float32Array(classes);
  }

  copy(): LinearModel {
    return new LinearModel(this.classes, 0, this);
  }

  /** The log-odds of each class, up to a constant. */
  scores(
    { ids, values }: Pick<Features, 'ids' | 'values'>,
    [first, end]: readonly [number, number] = [0, this.classes],
  ): Float32Array {
    const { classes } = this;
    const weights = this.#weights;
    const scores = this.#bias.slice(first, end);
    for (let at = 0; at < ids.length; at++) {
      const row = (ids[at] as number) * classes + first;
      const value = values[at] as number;
      for (let c = 0; c < scores.length; c++) (scores[c] as number) += value * (weights[row + c] as number);
    }
    return scores;
  }

  weightOf(id: number, c: number): number {
    return this.#weights[id * this.classes + c] ?? 0;
  }

  train(examples: Example[], { epochs, rate, decay }: Training): void {
    const order = examples.map((_, at) => at);
    const random = dice();
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      const pace = rate * (1 - epoch / (epochs + 1));
      for (const at of order) this.#learn(examples[at] as Example, pace, decay);
    }
  }

  #learn({ features, classes: gold, among = [0, this.classes] }: Example, rate: number, decay: number): void {
    const [first] = among;
    const errors = probabilitiesOf(this.scores(features, among));
    for (const c of gold) (errors[c - first] as number) -= 1 / gold.length;
    const [weights, squares, bias] = [this.#weights, this.#squares, this.#bias];
    const { ids, values } = features;
    for (let at = 0; at < ids.length; at++) {
      const row = (ids[at] as number) * this.classes + first;
      const value = values[at] as number;
      for (let c = 0; c < errors.length; c++) {
        const place = row + c;
        const gradient = value * (errors[c] as number) + decay * (weights[place] as number);
        const square = (squares[place] as number) + gradient * gradient;
        squares[place] = square;
        (weights[place] as number) -= (rate * gradient) / (Math.sqrt(square) + 0.02);
      }
    }
    for (let c = 0; c < errors.length; c++)
      (bias[first + c] as number) -= 0.01 * rate * (errors[c] as number);
  }
}

export function probabilitiesOf(scores: Float32Array, temperature = 1): Float32Array {
  const odds = new Float32Array(scores.length);
  let [highest, sum] = [-Infinity, 0];
  for (const score of scores) if (score > highest) highest = score;
  for (let c = 0; c < odds.length; c++) sum += odds[c] = Math.exp(((scores[c] ?? 0) - highest) / temperature);
  for (let c = 0; c < odds.length; c++) (odds[c] as number) /= sum;
  return odds;
}

/** The same throws every time, so that the same lessons make the same model. */
function dice(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = Math.imul(state ^ (state >>> 16), 0x45d9f3b) + 0x6d2b79f5;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
}
