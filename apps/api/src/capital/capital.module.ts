import { Module } from '@nestjs/common';
import { capitalFacts } from '@capstan/capital';
import { room } from '../ledger/room.ts';
import { CapitalController } from './capital.controller.ts';
import { GrantsController } from './grants.controller.ts';
import { grantsModel } from './grants.view.ts';
import { roundsModel } from './rounds.view.ts';
import { safesModel } from './safes.view.ts';
import { sharesModel } from './shares.view.ts';

@Module({ controllers: [CapitalController, GrantsController] })
export class CapitalModule {}

export const capitalRoom = room({ module: CapitalModule, facts: capitalFacts, views: [sharesModel, safesModel, roundsModel, grantsModel], policies: [] });
