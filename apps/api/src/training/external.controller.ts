import { Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Views } from '@capstan/event-log';
import { externalApi, externalRunDecider, type MetricsQuery, refuseTraining as refuse } from '@capstan/training';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { experimentOf } from './experiments.view.ts';
import { externalOf } from './external-rows.ts';
import { externalViewOf } from './external-view.ts';
import { curvesOf } from './run-curves.ts';

/** Runs that were trained elsewhere, and the curves of every run. */
@Controller()
export class ExternalController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(externalApi.metrics)
  metrics(@Caller() caller: Caller, @Param('run') run: string, @Query() query: MetricsQuery) { return this.ask(caller, (views) => curvesOf(views, caller.company, run, query) ?? refuse('run-unknown')); }

  @Endpoint(externalApi.externalRun)
  run(@Caller() caller: Caller, @Param('run') run: string) {
    return this.ask(caller, (views) => {
      const found = externalOf(views, caller.company, run);
      return found ? externalViewOf(views, found, experimentOf(views, caller.company, found.state.experiment)?.name ?? found.state.experiment) : refuse('run-unknown');
    });
  }

  @Endpoint(externalApi.endExternalRun)
  async end(@Caller() caller: Caller, @Param('run') run: string) {
    await this.ask({ ...caller, asOf: undefined }, (views) => externalOf(views, caller.company, run) ?? refuse('run-unknown'));
    return this.commands.execute(new Record(caller, externalRunDecider, { type: 'EndSilentRun', run, how: 'stopped', now: caller.now }, { id: run, stream: run }));
  }

  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
}
