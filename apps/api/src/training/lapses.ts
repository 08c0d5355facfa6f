import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { runDecider } from '@capstan/training';
import { Ledger } from '../ledger/ledger.ts';
import { ReadModels } from '../ledger/read-models.ts';
import { LeaseTerms } from './lease-terms.ts';
import { silent } from './runs.view.ts';

const EVERY_MS = 5000;

/** Ends runs whose trainer went silent and that nobody took over: no run hangs for ever. */
@Injectable()
export class Lapses implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly log = new Logger('lapses');
  constructor(private readonly ledger: Ledger, private readonly models: ReadModels, private readonly terms: LeaseTerms) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => { this.sweep().catch((error: unknown) => this.log.error(error)); }, EVERY_MS);
    this.timer.unref();
  }
  onApplicationShutdown() { clearInterval(this.timer); }

  private async sweep(): Promise<void> {
    const since = this.terms.silentSince(Date.now());
    if (since === undefined) return;
    const runs = await this.models.ask('', undefined, (views) => silent(views, since));
    for (const { run, company } of runs) {
      const now = new Date().toISOString();
      await this.ledger.execute(runDecider, { company, user: 'policy:lapses', commandId: randomUUID(), now }, { type: 'NoteLapse', run, now, graceMs: this.terms.lostAfterMs }, { stream: run, wait: false });
    }
  }
}
