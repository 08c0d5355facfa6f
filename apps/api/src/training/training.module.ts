import { Module } from '@nestjs/common';
import { experimentFacts, externalRunFacts, runFacts, trainingFacts } from '@capstan/training';
import { room } from '../ledger/room.ts';
import { DatasetStore } from './dataset-store.ts';
import { datasetsModel } from './datasets.view.ts';
import { epochsModel } from './epochs.view.ts';
import { EvaluationController } from './evaluation.controller.ts';
import { experimentsModel } from './experiments.view.ts';
import { EventsController } from './events.controller.ts';
import { ExternalController } from './external.controller.ts';
import { externalOutcome } from './external-outcome.policy.ts';
import { Lapses } from './lapses.ts';
import { LeaseNextHandler } from './lease-next.ts';
import { LeaseTerms } from './lease-terms.ts';
import { machineModel } from './machine.view.ts';
import { metricPointsModel } from './metric-points.view.ts';
import { momentsModel } from './moments.view.ts';
import { runOutcome } from './run-outcome.policy.ts';
import { runsModel } from './runs.view.ts';
import { SilentScripts } from './silent-scripts.ts';
import { TrainerController } from './trainer.controller.ts';
import { TrainerFilesController } from './trainer-files.controller.ts';
import { TrainingController } from './training.controller.ts';

@Module({ controllers: [TrainingController, EvaluationController, TrainerController, TrainerFilesController, ExternalController, EventsController], providers: [DatasetStore, LeaseTerms, LeaseNextHandler, Lapses, SilentScripts] })
export class TrainingModule {}

export const trainingRoom = room({
  module: TrainingModule, facts: [...trainingFacts, ...runFacts, ...externalRunFacts, ...experimentFacts],
  views: [runsModel, epochsModel, momentsModel, datasetsModel, machineModel, metricPointsModel, experimentsModel], policies: [runOutcome, externalOutcome],
});
