import { Body, Controller, Inject, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Views } from '@capstan/event-log';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { plannedTrials, refuseTraining as refuse, scalingApi, specWith, type StartSweepBody, type Sweep, type SweepCommand, sweepDecider, sweepsApi } from '@capstan/training';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { scalingStudy } from './scaling-study.ts';
import { rowOf, viewOf } from './sweep-view.ts';
import { sweepOf, sweepsOf } from './sweeps.view.ts';
import { TRAINING_SOURCES, type TrainingSources } from './training-sources.ts';

type Start = Extract<SweepCommand, { type: 'StartSweep' }>;

/** Sweeps: what is searched, how far it is, what it found. */
@Controller()
export class SweepsController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, @Inject(TRAINING_SOURCES) private readonly training: TrainingSources) {}

  @Endpoint(sweepsApi.sweeps)
  sweeps(@Caller() caller: Caller) { return this.ask(caller, (views) => sweepsOf(views, caller.company).map(rowOf)); }

  @Endpoint(sweepsApi.sweep)
  sweep(@Caller() caller: Caller, @Param('sweep') sweep: string) {
    return this.ask(caller, (views) => {
      const record = sweepOf(views, caller.company, sweep);
      return record ? viewOf(record, this.training.runs(views, caller.company, sweep)) : refuse('sweep-unknown');
    });
  }

  @Endpoint(scalingApi.study)
  study(@Caller() caller: Caller, @Param('sweep') sweep: string) {
    return this.ask(caller, (views) => {
      const record = sweepOf(views, caller.company, sweep);
      return record ? scalingStudy(JSON.parse(record.state) as Sweep, this.training.runs(views, caller.company, sweep)) : refuse('sweep-unknown');
    });
  }

  @Endpoint(sweepsApi.startSweep)
  async startSweep(@Caller() caller: Caller, @Body() body: StartSweepBody) {
    const sweep = caller.newId('sweep');
    const command = await this.ask({ ...caller, asOf: undefined }, (views) => this.startOf(views, caller.company, sweep, body));
    return this.commands.execute(new Record(caller, sweepDecider, command, { id: sweep }));
  }

  @Endpoint(sweepsApi.stopSweep)
  stopSweep(@Caller() caller: Caller, @Param('sweep') sweep: string) { return this.commands.execute(new Record(caller, sweepDecider, { type: 'StopSweep', sweep }, { id: sweep })); }

  /** The command with what is looked up for it; refused where any trial would be. */
  private startOf(views: Views, company: string, sweep: string, { base: asked, ...plan }: StartSweepBody): Start | Refusal {
    const base = this.training.base(views, company, asked);
    if (isRefusal(base)) return base;
    const command: Start = { type: 'StartSweep', sweep, base, ...plan }, trials = plannedTrials(command);
    if (isRefusal(trials)) return trials;
    for (const settings of trials) {
      const spec = specWith(base.spec, settings), problem = spec && this.training.problem(views, company, spec);
      if (problem) return problem;
    }
    return command;
  }

  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
}
