import { Module } from '@nestjs/common';
import { capitalFacts } from '@capstan/capital';
import { room } from '../ledger/room.ts';
import { bookModel } from './book.view.ts';
import { CapitalController } from './capital.controller.ts';
import { GrantsController } from './grants.controller.ts';
import { OcfController } from './ocf.controller.ts';
import { roundsModel } from './rounds.view.ts';
import { safesModel } from './safes.view.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { scenariosModel } from './scenarios.view.ts';
import { SecuritiesController } from './securities.controller.ts';

@Module({ controllers: [CapitalController, SecuritiesController, GrantsController, ScenariosController, OcfController] })
export class CapitalModule {}

export const capitalRoom = room({ module: CapitalModule, facts: capitalFacts, views: [bookModel, safesModel, roundsModel, scenariosModel], policies: [] });
