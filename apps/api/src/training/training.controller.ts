import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { type AddDatasetBody, comparedApi, type Machine, type MachineView, refuseTraining as refuse, type RequestRunBody, type RunCommand, runDecider, runsApi, type RunsQuery, trainingApi, trainingDecider } from '@capstan/training';
import type { Views } from '@capstan/event-log';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { AskAlike } from '../ledger/alike.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { comparedRuns } from './compared-runs.ts';
import { countDataset } from './dataset-import.ts';
import { DatasetStore } from './dataset-store.ts';
import { datasetsOf } from './datasets.view.ts';
import { LeaseTerms } from './lease-terms.ts';
import { machineOf, paceOf } from './machine.view.ts';
import { requestOf, retryOf } from './request-run.ts';
import { runChoices, runsPage } from './run-list.ts';
import { viewOf } from './run-view.ts';
import { runOf } from './runs.view.ts';

/** Runs, datasets and the machine, for the people of a company. */
@Controller()
export class TrainingController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly files: DatasetStore, private readonly terms: LeaseTerms) {}

  @Endpoint(runsApi.runs)
  runs(@Caller() caller: Caller, @Query() asked: RunsQuery) { return this.queries.execute(new AskAlike(caller, runsApi.runs, asked, ({ views, company, query }) => runsPage(views, company, query))); }

  @Endpoint(runsApi.choices)
  choices(@Caller() caller: Caller) { return this.ask(caller, (views) => runChoices(views, caller.company)); }

  @Endpoint(trainingApi.run)
  run(@Caller() caller: Caller, @Param('run') run: string) { return this.ask(caller, (views) => one(views, caller.company, run)); }

  @Endpoint(comparedApi.compared)
  compared(@Caller() caller: Caller, @Query() asked: { runs: string; metric?: string; points: number }) { return this.ask(caller, (views) => comparedRuns(views, caller.company, asked)); }

  @Endpoint(trainingApi.requestRun)
  async requestRun(@Caller() caller: Caller, @Body() body: RequestRunBody) {
    const run = caller.newId('run');
    const request = await this.ask({ ...caller, asOf: undefined }, (views) => requestOf(views, caller.company, run, body));
    return this.commands.execute(new Record(caller, runDecider, { type: 'RequestRun', ...request }, { id: run, stream: run }));
  }

  @Endpoint(trainingApi.retryRun)
  async retryRun(@Caller() caller: Caller, @Param('run') run: string) {
    const again = caller.newId('run');
    const request = await this.ask({ ...caller, asOf: undefined }, (views) => retryOf(views, caller.company, again, run));
    return this.commands.execute(new Record(caller, runDecider, { type: 'RequestRun', ...request }, { id: again, stream: again }));
  }

  @Endpoint(trainingApi.stopRun)
  stopRun(@Caller() caller: Caller, @Param('run') run: string) { return this.order(caller, { type: 'StopRun', run, now: caller.now }); }

  @Endpoint(trainingApi.pauseRun)
  pauseRun(@Caller() caller: Caller, @Param('run') run: string) { return this.order(caller, { type: 'PauseRun', run, now: caller.now }); }

  @Endpoint(trainingApi.resumeRun)
  resumeRun(@Caller() caller: Caller, @Param('run') run: string) { return this.order(caller, { type: 'ResumeRun', run }); }

  @Endpoint(trainingApi.datasets)
  datasets(@Caller() caller: Caller) { return this.queries.execute(new AskAlike(caller, trainingApi.datasets, {}, ({ views, company }) => datasetsOf(views, company))); }

  @Endpoint(trainingApi.addDataset)
  async addDataset(@Caller() caller: Caller, @Body() { name, kind, content, synthetic, source }: AddDatasetBody) {
    const counted = await countDataset({ kind, content });
    if (isRefusal(counted)) throw refusalProblem(counted);
    const hash = await this.files.keep(counted.bytes);
    const dataset = caller.newId('dataset');
    const { rows, columns } = counted;
    return this.commands.execute(new Record(caller, trainingDecider, { type: 'AddDataset', dataset, name, kind, hash, bytes: counted.bytes.length, rows, columns, synthetic, source }, { id: dataset }));
  }

  @Endpoint(trainingApi.withdrawDataset)
  withdrawDataset(@Caller() caller: Caller, @Param('dataset') dataset: string) {
    return this.commands.execute(new Record(caller, trainingDecider, { type: 'WithdrawDataset', dataset }, { id: dataset }));
  }

  @Endpoint(trainingApi.machine)
  machine(@Caller() caller: Caller) {
    return this.ask<MachineView | ReturnType<typeof refuse>>(caller, (views) => {
      const machine = machineOf(views, caller.company);
      return machine ? { ...machine, pace: paceOf(views, caller.company), trainers: this.terms.trainers() } : refuse('machine-unknown');
    });
  }

  @Endpoint(trainingApi.priceMachine)
  priceMachine(@Caller() caller: Caller, @Body() machine: Machine) {
    return this.commands.execute(new Record(caller, trainingDecider, { type: 'PriceTrainer', machine }));
  }

  /** Runs of other companies are not there. */
  private async order(caller: Caller, command: Extract<RunCommand, { type: 'StopRun' | 'PauseRun' | 'ResumeRun' }>) {
    await this.ask(caller, (views) => runOf(views, caller.company, command.run) ?? refuse('run-unknown'));
    return this.commands.execute(new Record(caller, runDecider, command, { id: command.run, stream: command.run }));
  }

  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
}

function one(views: Views, company: string, run: string) {
  const row = runOf(views, company, run);
  return row ? viewOf(views, row) : refuse('run-unknown');
}
