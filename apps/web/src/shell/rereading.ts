/** Notices that come together are one reason to read. */
const GATHER_MS = 120;
/** From one reading to the next while notices keep coming: figures that move on screen can still be followed. */
const REST_MS = 500;
/** After so long the next reading no longer waits for the last one to be over. */
const LONGEST_MS = 30_000;

/** Facts of a training run while it trains, several a minute for each. Only what shows training changes with them. */
const OF_TRAINING = new Set(['EpochMeasured', 'CheckpointSaved', 'LeaseRenewed', 'MetricsLogged']);

/** Whether a page, by its path below the company, shows anything that facts of these types change. */
export const concerns = (page: string, types: readonly string[]): boolean =>
  types.length > 0 && (/^\/(training|ledger)(\/|$)/.test(page) || types.some((type) => !OF_TRAINING.has(type)));

/**
 * When an open page is read anew: soon after a notice, one reading at a time, and with a rest after each as long as it
 * took. A server that is slow is then asked less often instead of more and more.
 */
export class Rereading {
  readonly #read: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #begun: number | undefined;
  #restUntil = 0;
  #wanted = false;
  constructor(read: () => void) { this.#read = read; }

  /** Something was recorded that the page shows. */
  heard(): void {
    this.#wanted = true;
    this.#plan();
  }

  /** The reading that was begun is over, well or not. */
  over(): void {
    if (this.#begun === undefined) return;
    const now = performance.now();
    this.#restUntil = now + Math.max(REST_MS, now - this.#begun);
    this.#begun = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#wanted) this.#plan();
  }

  close(): void { clearTimeout(this.#timer); }

  #plan(): void {
    if (this.#timer !== undefined) return;
    const now = performance.now();
    const wait = this.#begun === undefined ? Math.max(GATHER_MS, this.#restUntil - now) : this.#begun + LONGEST_MS - now;
    this.#timer = setTimeout(() => this.#begin(), Math.max(0, wait));
  }

  #begin(): void {
    this.#timer = undefined;
    this.#wanted = false;
    this.#begun = performance.now();
    this.#read();
  }
}
