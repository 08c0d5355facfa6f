import { Injectable } from '@nestjs/common';
import { MOST_LEASES_AHEAD } from '@capstan/training';

const seconds = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise) * 1000;

/** How long a trainer may be silent, and who asked for work lately. */
@Injectable()
export class LeaseTerms {
  /** A lease lapses after so long without a word. */
  readonly leaseMs = seconds('CAPSTAN_LEASE_SECONDS', 30);
  /** A run whose lease lapsed so long ago, and that no trainer took over, is lost. */
  readonly lostAfterMs = seconds('CAPSTAN_LOST_AFTER_SECONDS', 900);
  /** Counted on the clock that never jumps, as is who was heard when. */
  private readonly startedAt = performance.now();
  private readonly heard = new Map<string, number>();

  /** Trainers could not reach an API that was down: right after a start no lease counts as lapsed. */
  lapsedBefore(now: string): string { return this.isFresh() ? new Date(0).toISOString() : now; }

  /** A lease that ends later than this was given before the clock was set back; right after a start none counts as such. */
  beyond(now: string): string { return this.isFresh() ? '9999' : new Date(Date.parse(now) + MOST_LEASES_AHEAD * this.leaseMs).toISOString(); }

  private isFresh(): boolean { return performance.now() - this.startedAt < this.leaseMs; }

  /** Silence counts from the later of the lapse and our own start. */
  silentSince(now: number): string | undefined {
    return performance.now() - this.startedAt < this.lostAfterMs ? undefined : new Date(now - this.lostAfterMs).toISOString();
  }

  hear(trainer: string): void { this.heard.set(trainer, performance.now()); }

  /** Trainers heard within the length of a lease. */
  trainers(): string[] { return [...this.heard].filter(([, at]) => performance.now() - at < this.leaseMs).map(([name]) => name).toSorted(); }
}
