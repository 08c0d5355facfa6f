import { Module } from '@nestjs/common';
import { decisionsFacts } from '@capstan/decisions';
import { type Room, room } from '../ledger/room.ts';
import { DecisionsController } from './decisions.controller.ts';
import { evidenceModel } from './evidence.view.ts';
import { RUNWAY_FORECAST, type RunwayForecast } from './runway-forecast.ts';
import { ScoresController } from './scores.controller.ts';
import { selectionsModel } from './selections.view.ts';

/** The decisions room over the plan's forecast. */
export function decisionsRoom(forecast: RunwayForecast): Room {
  @Module({ controllers: [DecisionsController, ScoresController], providers: [{ provide: RUNWAY_FORECAST, useValue: forecast }] })
  class DecisionsModule {}
  return room({ module: DecisionsModule, facts: decisionsFacts, views: [selectionsModel, evidenceModel], policies: [] });
}
