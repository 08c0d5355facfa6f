import { planningFacts } from '@capstan/planning';
import { Module } from '@nestjs/common';
import { exchangeModel } from '../src/exchange/exchange.view.ts';
import { room } from '../src/ledger/room.ts';
import { rooms } from '../src/rooms.ts';
@Module({})
class Exchange {}
export const withExchange = rooms.some((r) => r.views.includes(exchangeModel)) ? rooms : [...rooms, room({ module: Exchange, facts: planningFacts, views: [exchangeModel], policies: [] })];
