import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { externalRunDecider } from '@capstan/training';
import { Ledger } from '../ledger/ledger.ts';
import { ReadModels } from '../ledger/read-models.ts';
import { silentExternals } from './external-rows.ts';

/** A script that has told nothing for so long is taken for dead: what it cost until then is recorded. It goes on where its run is started again. */
const SILENT_HOURS = 24;
const EVERY_MS = 10 * 60_000;

/** Ends runs elsewhere whose script went silent: none costs nothing for ever. */
@Injectable()
export class SilentScripts implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly log = new Logger('silent-scripts');
  constructor(private readonly ledger: Ledger, private readonly models: ReadModels) {}

  onApplicationBootstrap() {
    this.timer = setInterval(() => { this.sweep(new Date()).catch((error: unknown) => this.log.error(error)); }, EVERY_MS);
    this.timer.unref();
  }
  onApplicationShutdown() { clearInterval(this.timer); }

  /** Ends those that were last heard of longer ago than the limit before a moment. */
  async sweep(at: Date): Promise<void> {
    const since = new Date(at.getTime() - SILENT_HOURS * 3_600_000).toISOString(), now = at.toISOString();
    const runs = await this.models.ask('', undefined, (views) => silentExternals(views, since));
    for (const { run, company } of runs) {
      await this.ledger.execute(externalRunDecider, { company, user: 'policy:silent-scripts', commandId: randomUUID(), now }, { type: 'EndSilentRun', run, how: 'lost', now }, { stream: run, wait: false });
    }
  }
}
