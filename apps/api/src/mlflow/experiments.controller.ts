import { Body, Controller, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { type ExperimentCommand, experimentDecider, matches, mlflowApi, ordered, parseFilter, parseOrder, refuseTraining as refuse } from '@capstan/training';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Record } from '../ledger/record.ts';
import { experimentMessage, pageOf, searchedExperiment } from './messages.ts';
import { Tracking } from './tracking.ts';

type Sent<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['body']>>;
type Asked<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['query']>>;

/** Experiments, as MLflow's clients ask for them. */
@Controller()
export class ExperimentsController {
  constructor(private readonly tracking: Tracking, private readonly commands: CommandBus) {}

  @Endpoint(mlflowApi.createExperiment)
  async create(@Caller() caller: Caller, @Body() { name, tags }: Sent<'createExperiment'>) {
    const experiment = caller.newId('experiment');
    await this.record(caller, { type: 'OpenExperiment', experiment, name, tags: tags.map(({ key, value }) => ({ key, value })) });
    return { experiment_id: experiment };
  }

  @Endpoint(mlflowApi.getExperiment)
  async get(@Caller() caller: Caller, @Query() { experiment_id }: Asked<'getExperiment'>) { return { experiment: experimentMessage(await this.one(caller, (row) => row.experiment === experiment_id)) }; }

  @Endpoint(mlflowApi.getExperimentByName)
  async byName(@Caller() caller: Caller, @Query() { experiment_name }: Asked<'getExperimentByName'>) { return { experiment: experimentMessage(await this.one(caller, (row) => row.name === experiment_name)) }; }

  @Endpoint(mlflowApi.searchExperiments)
  search(@Caller() caller: Caller, @Body() wanted: Sent<'searchExperiments'>) { return this.find(caller, wanted); }

  @Endpoint(mlflowApi.findExperiments)
  searchByAddress(@Caller() caller: Caller, @Query() wanted: Asked<'findExperiments'>) { return this.find(caller, wanted); }

  @Endpoint(mlflowApi.updateExperiment)
  rename(@Caller() caller: Caller, @Body() { experiment_id, new_name }: Sent<'updateExperiment'>) { return this.record(caller, { type: 'RenameExperiment', experiment: experiment_id, name: new_name }); }

  @Endpoint(mlflowApi.tagExperiment)
  tag(@Caller() caller: Caller, @Body() { experiment_id, key, value }: Sent<'tagExperiment'>) { return this.record(caller, { type: 'TagExperiment', experiment: experiment_id, tag: { key, value } }); }

  @Endpoint(mlflowApi.deleteExperiment)
  delete(@Caller() caller: Caller, @Body() { experiment_id }: Sent<'deleteExperiment'>) { return this.record(caller, { type: 'DeleteExperiment', experiment: experiment_id }); }

  @Endpoint(mlflowApi.restoreExperiment)
  restore(@Caller() caller: Caller, @Body() { experiment_id }: Sent<'restoreExperiment'>) { return this.record(caller, { type: 'RestoreExperiment', experiment: experiment_id }); }

  private one(caller: Caller, wanted: (row: ReturnType<Tracking['runs']['experimentsOf']>[number]) => boolean) {
    return this.tracking.ask(caller, (views) => this.tracking.runs.experimentsOf(views, caller.company).find(wanted) ?? refuse('experiment-unknown'));
  }

  private find(caller: Caller, wanted: Asked<'findExperiments'> | Sent<'searchExperiments'>) {
    return this.tracking.ask(caller, (views) => {
      const clauses = parseFilter(wanted.filter), orders = parseOrder(wanted.order_by);
      if (isRefusal(clauses)) return clauses;
      if (isRefusal(orders)) return orders;
      const all = this.tracking.runs.experimentsOf(views, caller.company).filter((row) => wanted.view_type === 'ALL' || row.deleted === (wanted.view_type === 'DELETED_ONLY'));
      const { page, token } = pageOf(ordered(all.filter((row) => matches(searchedExperiment(row), clauses)), orders, searchedExperiment), wanted);
      return { experiments: page.map(experimentMessage), ...token };
    });
  }

  private async record(caller: Caller, command: ExperimentCommand): Promise<object> {
    await this.commands.execute(new Record(caller, experimentDecider, command, { id: command.experiment }));
    return {};
  }
}
