type Numbers = Uint32Array | Float64Array | Int8Array;

/** A list of numbers in one piece of memory, which doubles when it is full. */
export class Column<A extends Numbers> {
  length = 0;

  constructor(
    public numbers: A,
    private readonly make: (length: number) => A,
  ) {}

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = this.make(2 * this.numbers.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }
}

const start = 1024;

export const wholes = () => new Column(new Uint32Array(start), (length) => new Uint32Array(length));
export const amounts = () => new Column(new Float64Array(start), (length) => new Float64Array(length));
export const signs = () => new Column(new Int8Array(start), (length) => new Int8Array(length));
