import { Module } from '@nestjs/common';
import { sweepFacts } from '@capstan/training';
import { type Room, room } from '../ledger/room.ts';
import { SweepsController } from './sweeps.controller.ts';
import { sweepsModel } from './sweeps.view.ts';
import { TRAINING_SOURCES, type TrainingSources } from './training-sources.ts';
import { trials } from './trials.policy.ts';

/** Sweeps and scaling studies, over the runs that training does. */
export function sweepsRoom(training: TrainingSources): Room {
  @Module({ controllers: [SweepsController], providers: [{ provide: TRAINING_SOURCES, useValue: training }] })
  class SweepsModule {}
  return room({ module: SweepsModule, facts: [...sweepFacts], views: [sweepsModel], policies: [trials] });
}
