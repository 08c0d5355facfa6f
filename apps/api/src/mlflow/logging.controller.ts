import { Body, Controller } from '@nestjs/common';
import { type DatasetInput, type DatasetSent, mlflowApi, type MetricPoint, type MetricSent } from '@capstan/training';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { CONTEXT_TAG } from './messages.ts';
import { Tracking } from './tracking.ts';

type Sent<K extends keyof typeof mlflowApi> = z.infer<NonNullable<(typeof mlflowApi)[K]['body']>>;
interface Pair { key: string; value: string }
const pair = ({ key, value }: Pair): Pair => ({ key, value });
const point = ({ key, value, timestamp, step }: MetricSent): MetricPoint => ({ metric: key, step, at: new Date(timestamp).toISOString(), value });
const input = ({ dataset, tags }: DatasetSent): DatasetInput => ({
  name: dataset.name, digest: dataset.digest, sourceType: dataset.source_type, source: dataset.source, schema: dataset.schema ?? null, profile: dataset.profile ?? null,
  context: tags.find(({ key }) => key === CONTEXT_TAG)?.value ?? null,
});

/** What a script tells of its run while it trains. */
@Controller()
export class LoggingController {
  constructor(private readonly tracking: Tracking) {}

  @Endpoint(mlflowApi.logBatch)
  batch(@Caller() caller: Caller, @Body() { run_id, metrics, params, tags }: Sent<'logBatch'>) { return this.log(caller, run_id, { metrics: metrics.map(point), params: params.map(pair), tags: tags.map(pair) }); }

  @Endpoint(mlflowApi.logMetric)
  metric(@Caller() caller: Caller, @Body() body: Sent<'logMetric'>) { return this.log(caller, body.run_id, { metrics: [point(body)] }); }

  @Endpoint(mlflowApi.logParameter)
  parameter(@Caller() caller: Caller, @Body() body: Sent<'logParameter'>) { return this.log(caller, body.run_id, { params: [pair(body)] }); }

  @Endpoint(mlflowApi.setTag)
  tag(@Caller() caller: Caller, @Body() body: Sent<'setTag'>) { return this.log(caller, body.run_id, { tags: [pair(body)] }); }

  @Endpoint(mlflowApi.deleteTag)
  async untag(@Caller() caller: Caller, @Body() { run_id: run, key }: Sent<'deleteTag'>) {
    await this.tracking.tell(caller, { type: 'RemoveTag', run, key });
    return {};
  }

  @Endpoint(mlflowApi.logInputs)
  async inputs(@Caller() caller: Caller, @Body() { run_id: run, datasets }: Sent<'logInputs'>) {
    await this.tracking.tell(caller, { type: 'NoteDatasets', run, datasets: datasets.map(input) });
    return {};
  }

  private async log(caller: Caller, run: string, { metrics = [], params = [], tags = [] }: { metrics?: MetricPoint[]; params?: Pair[]; tags?: Pair[] }): Promise<object> {
    await this.tracking.tell(caller, { type: 'LogBatch', run, metrics, params, tags });
    return {};
  }
}
