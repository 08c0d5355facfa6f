import { Logger, type LoggerService } from '@nestjs/common';
import type { PolicyRunner, Projector } from '@capstan/event-log';

const EVERY_MS = 1000;

/** Says in the server's log when a read model or a policy stops or the log cannot be read, why, and when it goes on. */
export class Telling {
  private told = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private readonly projector: Pick<Projector, 'health'>;
  private readonly policies: Pick<PolicyRunner, 'health'>;
  private readonly log: Pick<LoggerService, 'error' | 'warn'>;
  constructor(projector: Pick<Projector, 'health'>, policies: Pick<PolicyRunner, 'health'>, log: Pick<LoggerService, 'error' | 'warn'> = new Logger('ledger')) {
    this.projector = projector; this.policies = policies; this.log = log;
  }

  start(): void { this.timer = setInterval(() => this.look(), EVERY_MS).unref(); }
  close(): void { clearInterval(this.timer); }

  /** Tells what has changed since the last look. */
  look(): void {
    const { stopped, error } = this.projector.health();
    const now = new Map([...stopped, ...this.policies.health()].map(({ name, fact, error: why }) => [name, `${name} stands still${fact === undefined ? '' : ` at ${fact}`}: ${why}`]));
    if (error !== undefined) now.set('reading the ledger', `reading the ledger fails and is tried again: ${error}`);
    for (const [what, why] of now) if (!this.told.has(what)) this.log.error(why);
    for (const what of this.told.keys()) if (!now.has(what)) this.log.warn(`${what} goes on`);
    this.told = now;
  }
}
