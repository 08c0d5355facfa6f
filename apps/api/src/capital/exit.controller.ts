import { Controller, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { exitApi, exitSheetOn, type OnDay } from '@capstan/capital';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { capitalBook } from './book.view.ts';
import { EXPECTED_REVENUE, type ExpectedRevenue } from './expected-revenue.ts';
import { debtsOn } from './loans.ts';

/** What an exit is played on. The playing is the browser's: the same formula as the calculators'. */
@Controller()
export class ExitController {
  constructor(private readonly queries: QueryBus, @Inject(EXPECTED_REVENUE) private readonly revenue: ExpectedRevenue) {}

  @Endpoint(exitApi.exitSheet)
  exitSheet(@Caller() caller: Caller, @Query() { on }: OnDay) {
    const day = on ?? caller.asOf?.slice(0, 10) ?? caller.today;
    return this.queries.execute(new Ask(caller, (views) => exitSheetOn(capitalBook(views, caller.company).state, day, debtsOn(views, caller.company, day, this.revenue(views, caller.company, caller.today)))));
  }
}
