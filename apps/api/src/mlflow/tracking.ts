import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type ExternalRunCommand, externalRunDecider, type KnownRun, refuseTraining as refuse } from '@capstan/training';
import type { Views } from '@capstan/event-log';
import type { Caller } from '../http/caller.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { Record } from '../ledger/record.ts';
import type { Store } from '../ledger/store.ts';
import { RUNS_ELSEWHERE, type RunsElsewhere } from './runs-elsewhere.ts';

const FORM = /^run-[a-z0-9]{8,40}$/;

/** Runs of the caller's company: told and asked. */
@Injectable()
export class Tracking {
  constructor(
    private readonly commands: CommandBus, private readonly queries: QueryBus,
    @Inject(STORE) private readonly store: Store, @Inject(RUNS_ELSEWHERE) readonly runs: RunsElsewhere,
  ) {}

  /** Records about a run. Points that come again with the same request are not recorded again: their command's id follows from them. */
  async tell(caller: Caller, command: ExternalRunCommand): Promise<void> {
    const { run } = command;
    if (command.type !== 'BeginExternalRun') await this.ownedBy(caller.company, run);
    const isPoints = command.type === 'LogBatch' && command.metrics.length > 0;
    const by = isPoints ? { ...caller, commandId: createHash('sha256').update(JSON.stringify(command)).digest('hex').slice(0, 32) } : caller;
    await this.commands.execute(new Record(by, externalRunDecider, command, { id: run, stream: run }));
  }

  run(caller: Caller, run: string): Promise<KnownRun> {
    return this.ask(caller, (views) => this.runs.externalOf(views, caller.company, run, { deleted: true })?.state ?? refuse('run-unknown'));
  }

  ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }

  /** By the log itself: read models may still be on their way. */
  private async ownedBy(company: string, run: string): Promise<void> {
    const [first] = FORM.test(run) ? await this.store.log.read(run, 0, 1) : [];
    const owned = first?.type === 'ExternalRunBegan' && (JSON.parse(first.meta) as { company: string }).company === company;
    if (!owned) throw refusalProblem(refuse('run-unknown'));
  }
}
