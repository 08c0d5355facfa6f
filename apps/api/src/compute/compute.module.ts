import { Module } from '@nestjs/common';
import { computeFacts } from '@capstan/compute';
import { ImportsModule } from '../imports/imports.module.ts';
import { room } from '../ledger/room.ts';
import { billsModel } from './bills.view.ts';
import { capacityModel } from './capacity.view.ts';
import { ComputeController } from './compute.controller.ts';
import { spendModel } from './spend.view.ts';

@Module({ imports: [ImportsModule], controllers: [ComputeController] })
export class ComputeModule {}

export const computeRoom = room({ module: ComputeModule, facts: computeFacts, views: [spendModel, billsModel, capacityModel], policies: [] });
