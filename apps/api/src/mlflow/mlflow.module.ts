import { Module } from '@nestjs/common';
import { type Room, room } from '../ledger/room.ts';
import { ExperimentsController } from './experiments.controller.ts';
import { FilesController } from './files.controller.ts';
import { LoggedModelsController } from './logged-models.controller.ts';
import { LoggingController } from './logging.controller.ts';
import { RunsController } from './runs.controller.ts';
import { RUNS_ELSEWHERE, type RunsElsewhere } from './runs-elsewhere.ts';
import { Tracking } from './tracking.ts';

/** MLflow's tracking API, for the stock client. The facts it records, and what is read of them, are training's. */
export function mlflowRoom(runs: RunsElsewhere): Room {
  @Module({ controllers: [ExperimentsController, RunsController, LoggingController, FilesController, LoggedModelsController], providers: [Tracking, { provide: RUNS_ELSEWHERE, useValue: runs }] })
  class MlflowModule {}
  return room({ module: MlflowModule, facts: [], views: [], policies: [] });
}
