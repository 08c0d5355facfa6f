import { Module } from '@nestjs/common';
import { type Room, room } from '../ledger/room.ts';
import { DebtController } from './debt.controller.ts';
import { ExitController } from './exit.controller.ts';
import { EXPECTED_REVENUE, type ExpectedRevenue } from './expected-revenue.ts';
import { loansModel } from './loans.view.ts';

/** Loans over the revenue that the plan expects, and the exits they are paid in. Their facts are capital's. */
export function debtRoom(revenue: ExpectedRevenue): Room {
  @Module({ controllers: [DebtController, ExitController], providers: [{ provide: EXPECTED_REVENUE, useValue: revenue }] })
  class DebtModule {}
  return room({ module: DebtModule, facts: [], views: [loansModel], policies: [] });
}
