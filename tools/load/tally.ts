const quantile = (sorted: readonly number[], q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;
const MIB = 1024 * 1024;
const LINES_OF_ERRORS = 5;

/** What people waited for, what failed, and how much memory the API held meanwhile. */
export class Tally {
  heard = 0;
  readonly #taken = new Map<string, number[]>();
  readonly #errors = new Map<string, string[]>();
  readonly #memory: { readonly minutes: number; readonly bytes: number }[] = [];
  readonly #begun = performance.now();

  took(kind: string, ms: number): void { (this.#taken.get(kind) ?? this.#new(this.#taken, kind)).push(ms); }
  error(kind: string, why: string): void { (this.#errors.get(kind) ?? this.#new(this.#errors, kind)).push(why); }
  holds(bytes: number): void { this.#memory.push({ minutes: (performance.now() - this.#begun) / 60_000, bytes }); }

  #new<T>(map: Map<string, T[]>, kind: string): T[] {
    const list: T[] = [];
    map.set(kind, list);
    return list;
  }

  get errors(): number { return [...this.#errors.values()].reduce((sum, list) => sum + list.length, 0); }

  /** One line a kind: how often, p50, p99 and the longest in ms, how many failed. */
  table(): string {
    const rows = [...new Set([...this.#taken.keys(), ...this.#errors.keys()])].toSorted((a, b) => a.localeCompare(b)).map((kind) => this.#row(kind, this.#taken.get(kind) ?? []));
    return ['| kind | asked | p50 ms | p99 ms | longest ms | errors |', '|---|---:|---:|---:|---:|---:|', ...rows, this.#row('**all**', [...this.#taken.values()].flat(), this.errors)].join('\n');
  }

  #row(kind: string, taken: readonly number[], errors = this.#errors.get(kind)?.length ?? 0): string {
    const sorted = taken.toSorted((a, b) => a - b);
    const at = (q: number) => (sorted.length === 0 ? '–' : quantile(sorted, q).toFixed(1));
    return `| ${kind} | ${sorted.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${errors} |`;
  }

  /** Memory after the first third, which warms up: from, to, most, and the slope of a straight line through it. */
  memory(): string {
    const end = this.#memory.at(-1);
    const warm = this.#memory.filter(({ minutes }) => end !== undefined && minutes >= end.minutes / 3);
    if (warm.length < 2) return 'memory: too short to say';
    const mib = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
    return `memory after warming up: ${mib(warm[0]!.bytes)} to ${mib(warm.at(-1)!.bytes)}, at most ${mib(Math.max(...warm.map(({ bytes }) => bytes)))}; ${(slope(warm) / MIB).toFixed(2)} MiB a minute over ${(end!.minutes * 2 / 3).toFixed(1)} minutes`;
  }

  /** The first few of each kind's errors. */
  whatFailed(): string[] { return [...this.#errors].flatMap(([kind, list]) => list.slice(0, LINES_OF_ERRORS).map((why) => `${kind}: ${why}`)); }
}

/** Bytes a minute, by least squares. */
function slope(points: readonly { readonly minutes: number; readonly bytes: number }[]): number {
  const mean = (all: readonly number[]) => all.reduce((sum, n) => sum + n, 0) / all.length;
  const [x, y] = [mean(points.map(({ minutes }) => minutes)), mean(points.map(({ bytes }) => bytes))];
  const over = points.reduce((sum, p) => sum + (p.minutes - x) * (p.bytes - y), 0);
  return over / points.reduce((sum, p) => sum + (p.minutes - x) ** 2, 0);
}
