import { Module } from '@nestjs/common';
import { modelFacts } from '@capstan/training';
import { room } from '../ledger/room.ts';
import { finishedRunsModel } from './finished-runs.view.ts';
import { ModelFiles } from './model-files.ts';
import { ModelsController } from './models.controller.ts';
import { Predictions } from './predictions.ts';
import { registryModel } from './registry.view.ts';

@Module({ controllers: [ModelsController], providers: [ModelFiles, Predictions] })
export class ModelsModule {}

export const modelsRoom = room({ module: ModelsModule, facts: modelFacts, views: [finishedRunsModel, registryModel], policies: [] });
