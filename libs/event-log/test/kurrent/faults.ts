/** What can go wrong with a call. Each is armed for a number of calls of its kind and then over. */
export type AppendFault =
  /** Refused before anything is written. */
  | 'unavailable'
  /** Written; the answer is that it took too long. */
  | 'timeout-after-commit'
  /** Written; no answer ever comes. */
  | 'silence-after-commit'
  /** Written; the connection breaks before the answer. */
  | 'broken-after-commit'
  /** Refused: another node leads. */
  | 'not-leader'
  /** Written once, acknowledged twice. */
  | 'acknowledged-twice';
export type ReadFault = 'unavailable' | 'cut-in-the-middle' | 'silence';

export class Faults {
  readonly #appends: AppendFault[] = [];
  readonly #reads: ReadFault[] = [];
  /** How many faults took place. */
  happened = 0;

  arm(faults: { appends?: readonly AppendFault[]; reads?: readonly ReadFault[] }): void {
    this.#appends.push(...faults.appends ?? []);
    this.#reads.push(...faults.reads ?? []);
  }

  nextAppend(): AppendFault | undefined { return this.#count(this.#appends.shift()); }
  nextRead(): ReadFault | undefined { return this.#count(this.#reads.shift()); }

  #count<F>(fault: F | undefined): F | undefined {
    if (fault !== undefined) this.happened += 1;
    return fault;
  }
}
