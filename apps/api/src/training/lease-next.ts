import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { attemptMsLeft, isHeld, type Run, runDecider, type Work } from '@capstan/training';
import type { Caller } from '../http/caller.ts';
import { Ledger } from '../ledger/ledger.ts';
import { ReadModels } from '../ledger/read-models.ts';
import { LeaseTerms } from './lease-terms.ts';
import { type RunRecord, runOf, waiting } from './runs.view.ts';

/** "Give this trainer the next run." Answers the work, or null when none waits. */
export class LeaseNext extends Command<Work | null> {
  readonly caller: Caller;
  constructor(caller: Caller) { super(); this.caller = caller; }
}

@CommandHandler(LeaseNext)
export class LeaseNextHandler implements ICommandHandler<LeaseNext> {
  constructor(private readonly ledger: Ledger, private readonly models: ReadModels, private readonly terms: LeaseTerms) {}

  async execute({ caller }: LeaseNext): Promise<Work | null> {
    const candidates = await this.models.ask('', undefined, (views) => waiting(views, this.terms.lapsedBefore(caller.now), this.terms.beyond(caller.now)));
    for (const { run, company } of candidates) {
      const work = await this.lease({ ...caller, company }, run);
      if (work) return work;
    }
    return null;
  }

  /** The work, unless another trainer was first or the run ended instead. The append at the stream's revision decides. */
  private async lease(caller: Caller, run: string): Promise<Work | undefined> {
    const lease = caller.newId('lease');
    const { leaseMs } = this.terms;
    // Each candidate is a command of its own: the ledger must not take the second for a repeat of the first.
    const by = { ...caller, commandId: `${caller.commandId}-${run}` };
    const answer = await this.ledger.execute(runDecider, by, { type: 'LeaseRun', run, lease, trainer: caller.name, now: caller.now, leaseMs }, { stream: run });
    if (isRefusal(answer)) return undefined;
    const row: RunRecord | undefined = await this.models.ask(caller.company, undefined, (views) => runOf(views, caller.company, run));
    const state = row && JSON.parse(row.state) as Run;
    if (!state || !isHeld(state) || state.lease.id !== lease) return undefined;
    const left = attemptMsLeft(state);
    return {
      run, lease, company: caller.company, spec: state.asked.spec, attempt: state.tally.attempts, epochsHeard: row.epochs_done, leaseSeconds: leaseMs / 1000,
      secondsLeft: left === null ? null : left / 1000, pauseAt: state.terms.pauseAt, synthetic: row.synthetic === 1,
    };
  }
}
