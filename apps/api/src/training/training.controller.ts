import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { type AddDatasetBody, type Machine, type MachineView, refuseTraining as refuse, type RequestRunBody, runDecider, type RunView, trainingApi, trainingDecider } from '@capstan/training';
import type { Views } from '@capstan/event-log';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { countDataset } from './dataset-import.ts';
import { DatasetStore } from './dataset-store.ts';
import { datasetsOf } from './datasets.view.ts';
import { LeaseTerms } from './lease-terms.ts';
import { machineOf, paceOf } from './machine.view.ts';
import { requestOf } from './request-run.ts';
import { rowOf, viewOf } from './run-view.ts';
import { runOf, runsOf } from './runs.view.ts';

const MOST_COMPARED = 12;

/** Runs, datasets and the machine, for the people of a company. */
@Controller()
export class TrainingController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly files: DatasetStore, private readonly terms: LeaseTerms) {}

  @Endpoint(trainingApi.runs)
  runs(@Caller() caller: Caller) { return this.ask(caller, (views) => runsOf(views, caller.company).map(rowOf)); }

  @Endpoint(trainingApi.run)
  run(@Caller() caller: Caller, @Param('run') run: string) { return this.ask(caller, (views) => one(views, caller.company, run)); }

  @Endpoint(trainingApi.comparison)
  comparison(@Caller() caller: Caller, @Query() { runs }: { runs: string }) {
    return this.ask(caller, (views) => {
      const all = [...new Set(runs.split(','))].slice(0, MOST_COMPARED).map((run) => one(views, caller.company, run));
      return all.find(isRefusal) ?? (all as RunView[]);
    });
  }

  @Endpoint(trainingApi.requestRun)
  async requestRun(@Caller() caller: Caller, @Body() body: RequestRunBody) {
    const run = caller.newId('run');
    const request = await this.ask({ ...caller, asOf: undefined }, (views) => requestOf(views, caller.company, run, body));
    return this.commands.execute(new Record(caller, runDecider, { type: 'RequestRun', ...request }, { id: run, stream: run }));
  }

  @Endpoint(trainingApi.stopRun)
  async stopRun(@Caller() caller: Caller, @Param('run') run: string) {
    await this.ask(caller, (views) => runOf(views, caller.company, run) ?? refuse('run-unknown'));
    return this.commands.execute(new Record(caller, runDecider, { type: 'StopRun', run, now: caller.now }, { id: run, stream: run }));
  }

  @Endpoint(trainingApi.datasets)
  datasets(@Caller() caller: Caller) { return this.ask(caller, (views) => datasetsOf(views, caller.company)); }

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

  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
}

function one(views: Views, company: string, run: string) {
  const row = runOf(views, company, run);
  return row ? viewOf(views, row) : refuse('run-unknown');
}
