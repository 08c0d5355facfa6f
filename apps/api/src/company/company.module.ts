import { Module } from '@nestjs/common';
import { accountFacts, companyFacts } from '@capstan/capital';
import { room } from '../ledger/room.ts';
import { AccountController } from './account.controller.ts';
import { CompanyController } from './company.controller.ts';
import { MembershipController } from './membership.controller.ts';
import { profileModel } from './profile.view.ts';
import { TokenController } from './token.controller.ts';

@Module({ controllers: [CompanyController, MembershipController, TokenController, AccountController] })
export class CompanyModule {}

export const companyRoom = room({ module: CompanyModule, facts: [...companyFacts, ...accountFacts], views: [profileModel], policies: [] });
