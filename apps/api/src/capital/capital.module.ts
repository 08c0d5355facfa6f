import { Module } from '@nestjs/common';
import { capitalFacts } from '@capstan/capital';
import { ImportsModule } from '../imports/imports.module.ts';
import { room } from '../ledger/room.ts';
import { bookModel } from './book.view.ts';
import { CapitalController } from './capital.controller.ts';
import { GrantsController } from './grants.controller.ts';
import { OcfController } from './ocf.controller.ts';
import { roundsModel } from './rounds.view.ts';
import { RowsController } from './rows.controller.ts';
import { safesModel } from './safes.view.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { scenariosModel } from './scenarios.view.ts';
import { SecuritiesController } from './securities.controller.ts';

@Module({ imports: [ImportsModule], controllers: [CapitalController, SecuritiesController, GrantsController, ScenariosController, OcfController, RowsController] })
export class CapitalModule {}

export const capitalRoom = room({ module: CapitalModule, facts: capitalFacts, views: [bookModel, safesModel, roundsModel, scenariosModel], policies: [] });
