import { Injectable } from '@nestjs/common';

const seconds = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise) * 1000;

/** How long a trainer may be silent, and who asked for work lately. */
@Injectable()
export class LeaseTerms {
  /** A lease lapses after so long without a word. */
  readonly leaseMs = seconds('CAPSTAN_LEASE_SECONDS', 30);
  /** A run whose lease lapsed so long ago, and that no trainer took over, is lost. */
  readonly lostAfterMs = seconds('CAPSTAN_LOST_AFTER_SECONDS', 900);
  private readonly startedAt = Date.now();
  private readonly heard = new Map<string, number>();

  /** Trainers could not reach an API that was down: right after a start no lease counts as lapsed. */
  lapsedBefore(now: string): string {
    const at = Date.parse(now);
    return new Date(at - this.startedAt < this.leaseMs ? 0 : at).toISOString();
  }

  /** Silence counts from the later of the lapse and our own start. */
  silentSince(now: number): string | undefined {
    return now - this.startedAt < this.lostAfterMs ? undefined : new Date(now - this.lostAfterMs).toISOString();
  }

  hear(trainer: string): void { this.heard.set(trainer, Date.now()); }

  /** Trainers heard within the length of a lease. */
  trainers(): string[] { return [...this.heard].filter(([, at]) => Date.now() - at < this.leaseMs).map(([name]) => name).toSorted(); }
}
