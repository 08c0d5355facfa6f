import { Module } from '@nestjs/common';
import { modelFacts } from '@capstan/training';
import { type Room, room } from '../ledger/room.ts';
import { DatasetCardController } from './dataset-card.controller.ts';
import { DATASETS, type Datasets } from './datasets.ts';
import { finishedRunsModel } from './finished-runs.view.ts';
import { ModelFiles } from './model-files.ts';
import { ModelsController } from './models.controller.ts';
import { Predictions } from './predictions.ts';
import { registryModel } from './registry.view.ts';

/** Registered models, and datasets as the engine reads them. */
export function modelsRoom(datasets: Datasets): Room {
  @Module({ controllers: [ModelsController, DatasetCardController], providers: [ModelFiles, Predictions, { provide: DATASETS, useValue: datasets }] })
  class ModelsModule {}
  return room({ module: ModelsModule, facts: modelFacts, views: [finishedRunsModel, registryModel], policies: [] });
}
