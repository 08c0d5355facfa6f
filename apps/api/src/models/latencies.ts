import type { Latency } from '@capstan/training';

/** Limits of the buckets in milliseconds; what takes longer than the last one is in a bucket without a limit. */
const LIMITS = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] as const;
/** Percentiles are exact over so many of the latest requests. */
const KEPT = 5000;

interface Measured { samples: number; batches: number; requests: number; readonly buckets: number[]; readonly latest: number[] }

/** The share-th of sorted numbers by nearest rank: the smallest that at least so large a share do not exceed. */
export const percentile = (sorted: readonly number[], share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

/** How long predictions took, by model, since this process started: kept in memory, gone with it. */
export class Latencies {
  private readonly byModel = new Map<string, Measured>();
  private readonly since: string;
  constructor(since: string) { this.since = since; }

  /** `batch`: samples that were run together. */
  note(model: string, milliseconds: number, samples: number, batch: number): void {
    const one = this.byModel.get(model) ?? { samples: 0, batches: 0, requests: 0, buckets: Array<number>(LIMITS.length + 1).fill(0), latest: [] };
    this.byModel.set(model, one);
    one.samples += samples;
    // Each request brings its part of the batch: parts of one batch add up to 1.
    one.batches += samples / batch;
    const at = LIMITS.findIndex((limit) => milliseconds <= limit);
    one.buckets[at < 0 ? LIMITS.length : at]!++;
    one.latest[one.requests++ % KEPT] = milliseconds;
  }

  of(model: string): Latency {
    const one = this.byModel.get(model), sorted = (one?.latest ?? []).toSorted((a, b) => a - b);
    return {
      since: this.since, requests: one?.requests ?? 0, samples: one?.samples ?? 0, p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99),
      samplesPerBatch: one ? one.samples / one.batches : null, buckets: [...LIMITS, null].map((upTo, i) => ({ upTo, requests: one?.buckets[i] ?? 0 })),
    };
  }
}
