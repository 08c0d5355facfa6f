import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type CorrectRevenue, marketApi, type RecordRevenue, revenueDecider, type WithdrawRevenue } from '@capstan/market';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { market } from './market.ts';

/** Revenue and what a customer is worth. */
@Controller()
export class MarketController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(marketApi.recordRevenue)
  record(@Caller() caller: Caller, @Body() body: RecordRevenue) {
    const revenue = caller.newId('revenue');
    return this.commands.execute(new Record(caller, revenueDecider, { type: 'RecordRevenue', revenue, today: caller.today, ...body }, { id: revenue }));
  }

  @Endpoint(marketApi.correctRevenue)
  correct(@Caller() caller: Caller, @Param('revenue') revenue: string, @Body() body: CorrectRevenue) {
    return this.commands.execute(new Record(caller, revenueDecider, { type: 'CorrectRevenue', revenue, today: caller.today, ...body }, { id: revenue }));
  }

  @Endpoint(marketApi.withdrawRevenue)
  withdraw(@Caller() caller: Caller, @Param('revenue') revenue: string, @Body() { reason }: WithdrawRevenue) {
    return this.commands.execute(new Record(caller, revenueDecider, { type: 'WithdrawRevenue', revenue, reason }, { id: revenue }));
  }

  @Endpoint(marketApi.market)
  market(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => market(views, caller.company, caller.today))); }
}
