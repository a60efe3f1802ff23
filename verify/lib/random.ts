/** Random numbers that a seed gives again: sfc32, with a stream of its own for each item of a run. */
export class Random {
  #a: number;
  #b: number;
  #c = 0x9e3779b9 | 0;
  #counter = 1;

  constructor(seed: number, item = 0) {
    this.#a = seed | 0;
    this.#b = item | 0;
    // Until seed and item have reached every bit.
    for (let i = 0; i < 12; i++) this.#next();
  }

  #next(): number {
    const mixed = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  }

  /** A whole number from 0 up to, but without, the limit. */
  below(limit: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * limit);
  }

  /** True in so many cases of a hundred. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  /** One of the items; one that stands there twice comes twice as often. */
  pick<Item>(items: readonly Item[]): Item {
    // The index is one of the list's, which no caller has empty.
    return items[this.below(items.length)] as Item;
  }

  /** As many picks as asked for; one item may come more than once. */
  picks<Item>(items: readonly Item[], least: number, most: number): Item[] {
    return Array.from({ length: least + this.below(most - least + 1) }, () => this.pick(items));
  }
}
