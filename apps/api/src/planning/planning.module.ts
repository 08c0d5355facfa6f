import { Module } from '@nestjs/common';
import { planningFacts } from '@capstan/planning';
import { exchangeModel } from '../exchange/exchange.view.ts';
import { ImportsModule } from '../imports/imports.module.ts';
import { room } from '../ledger/room.ts';
import { BankController } from './bank.controller.ts';
import { bankModel } from './bank.view.ts';
import { peopleModel } from './people.view.ts';
import { PlanningController } from './planning.controller.ts';
import { plansModel } from './plans.view.ts';
import { recordsModel } from './records.view.ts';

@Module({ imports: [ImportsModule], controllers: [BankController, PlanningController] })
export class PlanningModule {}

export const planningRoom = room({ module: PlanningModule, facts: planningFacts, views: [exchangeModel, bankModel, plansModel, peopleModel, recordsModel], policies: [] });
