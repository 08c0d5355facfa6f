import { Module } from '@nestjs/common';
import { marketFacts } from '@capstan/market';
import { room } from '../ledger/room.ts';
import { MarketController } from './market.controller.ts';
import { revenueModel } from './revenue.view.ts';

@Module({ controllers: [MarketController] })
export class MarketModule {}

export const marketRoom = room({ module: MarketModule, facts: marketFacts, views: [revenueModel], policies: [] });
