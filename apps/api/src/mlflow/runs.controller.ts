import { Body, Controller, Query } from '@nestjs/common';
import { isRefusal } from '@capstan/kernel';
import { labelled, matches, mlflowApi, NAME_TAG, ordered, parseFilter, parseOrder, refuseTraining as refuse } from '@capstan/training';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { endings, pageOf, placeOf, pointMessage, runMessage, searchedRun } from './messages.ts';
import { Tracking } from './tracking.ts';

type Sent<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['body']>>;
type Asked<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['query']>>;
const instant = (ms: number) => new Date(ms).toISOString();
const which = { ACTIVE_ONLY: 'active', DELETED_ONLY: 'deleted', ALL: 'all' } as const;
/** Points in one answer where the client does not say how many. */
const HISTORY_PAGE = 25_000;

/** Runs, as MLflow's clients ask for them. */
@Controller()
export class RunsController {
  constructor(private readonly tracking: Tracking) {}

  @Endpoint(mlflowApi.createRun)
  async create(@Caller() caller: Caller, @Body() { experiment_id, start_time, run_name, tags }: Sent<'createRun'>) {
    const run = caller.newId('run'), { runs } = this.tracking;
    const said = tags.map(({ key, value }) => ({ key, value })), named = run_name || said.find(({ key }) => key === NAME_TAG)?.value;
    const begun = await this.tracking.ask(caller, (views) => {
      const experiment = runs.experimentsOf(views, caller.company).find((row) => row.experiment === experiment_id), priced = runs.machineOf(views, caller.company);
      if (!experiment) return refuse('experiment-unknown');
      if (experiment.deleted) return refuse('experiment-deleted');
      return priced ? { machine: priced.machine, experiment: experiment.experiment } : refuse('machine-unknown');
    });
    await this.tracking.tell(caller, {
      type: 'BeginExternalRun', run, ...begun, name: labelled(named ?? run.slice(0, 12)), origin: 'mlflow', startedAt: instant(start_time ?? Date.parse(caller.now)),
      tags: named === undefined ? said : [...said.filter(({ key }) => key !== NAME_TAG), { key: NAME_TAG, value: named }],
    });
    return { run: runMessage(await this.tracking.run(caller, run)) };
  }

  @Endpoint(mlflowApi.getRun)
  async get(@Caller() caller: Caller, @Query() { run_id }: Asked<'getRun'>) { return { run: runMessage(await this.tracking.run(caller, run_id)) }; }

  @Endpoint(mlflowApi.searchRuns)
  search(@Caller() caller: Caller, @Body() wanted: Sent<'searchRuns'>) {
    return this.tracking.ask(caller, (views) => {
      const clauses = parseFilter(wanted.filter), orders = parseOrder(wanted.order_by);
      if (isRefusal(clauses)) return clauses;
      if (isRefusal(orders)) return orders;
      const all = this.tracking.runs.externalsOf(views, caller.company, wanted.experiment_ids, which[wanted.run_view_type]);
      const { page, token } = pageOf(ordered(all.filter((run) => matches(searchedRun(run), clauses)), orders, searchedRun), wanted);
      return { runs: page.map(runMessage), ...token };
    });
  }

  @Endpoint(mlflowApi.updateRun)
  async update(@Caller() caller: Caller, @Body() { run_id: run, status, end_time, run_name }: Sent<'updateRun'>) {
    if (run_name) await this.tracking.tell(caller, { type: 'LogBatch', run, metrics: [], params: [], tags: [{ key: NAME_TAG, value: run_name }] });
    // A request may record twice: each of its records is a command of its own.
    const then = { ...caller, commandId: `${caller.commandId}-status` };
    if (status === 'RUNNING' || status === 'SCHEDULED') await this.tracking.tell(then, { type: 'GoOn', run, at: caller.now });
    else if (status) await this.tracking.tell(then, { type: 'EndExternalRun', run, how: endings[status], endedAt: end_time === undefined ? caller.now : instant(end_time), today: caller.today });
    return { run_info: runMessage(await this.tracking.run(caller, run)).info };
  }

  @Endpoint(mlflowApi.deleteRun)
  async delete(@Caller() caller: Caller, @Body() { run_id: run }: Sent<'deleteRun'>) {
    await this.tracking.tell(caller, { type: 'DeleteExternalRun', run, now: caller.now });
    return {};
  }

  @Endpoint(mlflowApi.restoreRun)
  async restore(@Caller() caller: Caller, @Body() { run_id: run }: Sent<'restoreRun'>) {
    await this.tracking.tell(caller, { type: 'RestoreExternalRun', run });
    return {};
  }

  @Endpoint(mlflowApi.metricHistory)
  async history(@Caller() caller: Caller, @Query() { run_id, metric_key, max_results = HISTORY_PAGE, page_token }: Asked<'metricHistory'>) {
    await this.tracking.run(caller, run_id);
    const after = placeOf(page_token);
    const points = await this.tracking.ask(caller, (views) => this.tracking.runs.pointsOf(views, caller.company, run_id, metric_key, { after, size: max_results + 1 }));
    return { metrics: points.slice(0, max_results).map(pointMessage), ...(points.length > max_results && { next_page_token: String(after + max_results) }) };
  }
}
