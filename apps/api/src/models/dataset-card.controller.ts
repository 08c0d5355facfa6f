import { Controller, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { datasetCardApi, refuseTraining as refuse } from '@capstan/training';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { DATASETS, type Datasets } from './datasets.ts';
import { Predictions } from './predictions.ts';

/** Datasets as the engine reads them, before a run has. */
@Controller()
export class DatasetCardController {
  constructor(private readonly queries: QueryBus, private readonly predictions: Predictions, @Inject(DATASETS) private readonly datasets: Datasets) {}

  @Endpoint(datasetCardApi.card)
  async card(@Caller() caller: Caller, @Param('dataset') id: string, @Query() { label = null }: { label?: string | null }) {
    const { dataset, hash, kind, synthetic } = await this.queries.execute(new Ask(caller, (views) => this.datasets(views, caller.company, id) ?? refuse('dataset-unknown')));
    const card = await this.predictions.describe({ dataset, hash, kind, label });
    if (isRefusal(card)) throw refusalProblem(card);
    return { ...card, synthetic };
  }
}
