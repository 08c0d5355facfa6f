/** A seeded die: a campaign that lost something can be played again with the same seed (mulberry32, public domain). */
export class Dice {
  #state: number;
  constructor(seed: number) { this.#state = seed >>> 0; }

  /** At least 0 and below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from one to the other, both included. */
  between(from: number, to: number): number { return from + Math.floor(this.next() * (to - from + 1)); }

  oneOf<T>(all: readonly T[]): T { return all[this.between(0, all.length - 1)]!; }
}
