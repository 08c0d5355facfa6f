import { Body, Controller, Inject, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type CancelLoan, debtApi, type DebtCommand, debtDecider, type RepayLoan, type SignLoan, type SignRevenueLoan } from '@capstan/capital';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { EXPECTED_REVENUE, type ExpectedRevenue } from './expected-revenue.ts';
import { loans } from './loans.ts';

/** Loans: drawn, settled, taken back, and what they cost. */
@Controller()
export class DebtController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, @Inject(EXPECTED_REVENUE) private readonly revenue: ExpectedRevenue) {}

  @Endpoint(debtApi.signLoan)
  signLoan(@Caller() caller: Caller, @Body() body: SignLoan) { return this.record(caller, { type: 'SignLoan', loan: caller.newId('loan'), today: caller.today, ...body }); }

  @Endpoint(debtApi.signRevenueLoan)
  signRevenueLoan(@Caller() caller: Caller, @Body() body: SignRevenueLoan) { return this.record(caller, { type: 'SignRevenueLoan', loan: caller.newId('loan'), today: caller.today, ...body }); }

  @Endpoint(debtApi.repayLoan)
  repayLoan(@Caller() caller: Caller, @Param('loan') loan: string, @Body() body: RepayLoan) { return this.record(caller, { type: 'RepayLoan', loan, today: caller.today, ...body }); }

  @Endpoint(debtApi.cancelLoan)
  cancelLoan(@Caller() caller: Caller, @Param('loan') loan: string, @Body() body: CancelLoan) { return this.record(caller, { type: 'CancelLoan', loan, ...body }); }

  @Endpoint(debtApi.loans)
  loans(@Caller() caller: Caller) {
    return this.queries.execute(new Ask(caller, (views) => loans(views, caller.company, caller.today, this.revenue(views, caller.company, caller.today))));
  }

  private record(caller: Caller, command: DebtCommand) { return this.commands.execute(new Record(caller, debtDecider, command, { id: command.loan })); }
}
