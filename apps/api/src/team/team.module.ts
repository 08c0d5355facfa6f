import { Module } from '@nestjs/common';
import { teamFacts } from '@capstan/team';
import { ImportsModule } from '../imports/imports.module.ts';
import { room } from '../ledger/room.ts';
import { employerCostsModel } from './employer-costs.view.ts';
import { Erasing } from './erasing.ts';
import { peopleModel } from './people.view.ts';
import { TeamController } from './team.controller.ts';

@Module({ imports: [ImportsModule], controllers: [TeamController], providers: [Erasing] })
export class TeamModule {}

export const teamRoom = room({ module: TeamModule, facts: teamFacts, views: [peopleModel, employerCostsModel], policies: [] });
