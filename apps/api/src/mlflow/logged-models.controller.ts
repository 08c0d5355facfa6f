import { Body, Controller, Param, Query } from '@nestjs/common';
import { isRefusal } from '@capstan/kernel';
import { type ChangeModel, type KnownRun, type LoggedModel, matches, mlflowApi, modelOfRun, ordered, parseFilter, parseOrder, refuseTraining as refuse, runOfModel } from '@capstan/training';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { modelMessage, modelsOf, modelStatuses, searchedModel } from './model-messages.ts';
import { pageOf } from './messages.ts';
import { Tracking } from './tracking.ts';

type Sent<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['body']>>;

/** Models that scripts log with their runs, as MLflow 3 has them. Their files are files of the run. */
@Controller()
export class LoggedModelsController {
  constructor(private readonly tracking: Tracking) {}

  @Endpoint(mlflowApi.createModel)
  async create(@Caller() caller: Caller, @Body() { source_run_id: run, name, model_type, params, tags }: Sent<'createModel'>) {
    if (run === undefined || run === '') throw refusalProblem(refuse('model-without-run'));
    const own = caller.newId('model').slice('model-'.length), model = modelOfRun(run, own);
    await this.tracking.tell(caller, { type: 'LogModel', run, model, at: caller.now, name: name || own, modelType: model_type ?? null, params, tags });
    return this.message(caller, model);
  }

  @Endpoint(mlflowApi.getModel)
  get(@Caller() caller: Caller, @Param('model') model: string, @Query() { allow_deleted }: { allow_deleted?: string }) { return this.message(caller, model, allow_deleted === 'true'); }

  @Endpoint(mlflowApi.finalizeModel)
  async finalize(@Caller() caller: Caller, @Param('model') model: string, @Body() { status }: Sent<'finalizeModel'>) {
    await this.change(caller, { model, status: modelStatuses[status] });
    return this.message(caller, model);
  }

  @Endpoint(mlflowApi.deleteModel)
  delete(@Caller() caller: Caller, @Param('model') model: string) { return this.change(caller, { model, deleted: true }); }

  @Endpoint(mlflowApi.tagModel)
  async tag(@Caller() caller: Caller, @Param('model') model: string, @Body() { tags }: Sent<'tagModel'>) {
    await this.change(caller, { model, tags });
    return this.message(caller, model);
  }

  @Endpoint(mlflowApi.untagModel)
  untag(@Caller() caller: Caller, @Param('model') model: string, @Param('tag') tag: string) { return this.change(caller, { model, untag: tag }); }

  @Endpoint(mlflowApi.logModelParams)
  params(@Caller() caller: Caller, @Param('model') model: string, @Body() { params }: Sent<'logModelParams'>) { return this.change(caller, { model, params }); }

  @Endpoint(mlflowApi.searchModels)
  search(@Caller() caller: Caller, @Body() wanted: Sent<'searchModels'>) {
    return this.tracking.ask(caller, (views) => {
      const clauses = parseFilter(wanted.filter), orders = parseOrder(wanted.order_by.map(({ field_name, ascending }) => `${field_name} ${ascending ? 'ASC' : 'DESC'}`));
      if (isRefusal(clauses)) return clauses;
      if (isRefusal(orders)) return orders;
      const all = this.tracking.runs.externalsOf(views, caller.company, wanted.experiment_ids, 'active').flatMap((run) => modelsOf(run).map((one) => ({ run, one })));
      const searched = ({ run, one }: { run: KnownRun; one: LoggedModel }) => searchedModel(run, one);
      const { page, token } = pageOf(ordered(all.filter((each) => matches(searched(each), clauses)), orders, searched), wanted);
      return { models: page.map(({ run, one }) => modelMessage(run, one)), ...token };
    });
  }

  /** What came out of a run are the models it logged: nothing more is recorded. */
  @Endpoint(mlflowApi.logOutputs)
  async outputs(@Caller() caller: Caller, @Body() { run_id, models }: Sent<'logOutputs'>) {
    const run = await this.tracking.run(caller, run_id);
    if (models.some(({ model_id }) => !Object.hasOwn(run.models ?? {}, model_id))) throw refusalProblem(refuse('logged-model-unknown'));
    return {};
  }

  private async change(caller: Caller, change: Omit<ChangeModel, 'at'>): Promise<object> {
    await this.tracking.tell(caller, { type: 'ChangeModel', run: runOf(change.model), at: caller.now, ...change });
    return {};
  }

  private async message(caller: Caller, model: string, deleted = false) {
    const run = await this.tracking.run(caller, runOf(model)), one = Object.hasOwn(run.models ?? {}, model) ? run.models?.[model] : undefined;
    if (!one || (one.deleted && !deleted)) throw refusalProblem(refuse('logged-model-unknown'));
    return { model: modelMessage(run, one) };
  }
}

function runOf(model: string): string {
  const run = runOfModel(model);
  if (run === undefined) throw refusalProblem(refuse('logged-model-unknown'));
  return run;
}
