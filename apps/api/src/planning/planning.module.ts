import { Module } from '@nestjs/common';
import { planningFacts } from '@capstan/planning';
import { exchangeModel } from '../exchange/exchange.view.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { type Room, room } from '../ledger/room.ts';
import { BankController } from './bank.controller.ts';
import { bankModel } from './bank.view.ts';
import { LOAN_FLOWS, type LoanFlows } from './loan-flows.ts';
import { peopleModel } from './people.view.ts';
import { PlanningController } from './planning.controller.ts';
import { plansModel } from './plans.view.ts';
import { recordsModel } from './records.view.ts';

/** The planning room over what the loans bring and take. */
export function planningRoom(loans: LoanFlows): Room {
  @Module({ imports: [ImportsModule], controllers: [BankController, PlanningController], providers: [{ provide: LOAN_FLOWS, useValue: loans }] })
  class PlanningModule {}
  return room({ module: PlanningModule, facts: planningFacts, views: [exchangeModel, bankModel, plansModel, peopleModel, recordsModel], policies: [] });
}
