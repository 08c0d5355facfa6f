import { Body, Controller, Inject, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  assumptionsDecider, type DropPlanned, type PlanCost, planDecider, planningApi, type PlanRevenue, rateDecider, type RecordExchangeRate, type SetPlanningAssumptions,
} from '@capstan/planning';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { AskAlike } from '../ledger/alike.ts';
import { Record } from '../ledger/record.ts';
import { cashView } from './cash.ts';
import { LOAN_FLOWS, type LoanFlows } from './loan-flows.ts';
import { overview } from './overview.ts';
import { plans } from './plans.ts';

/** What is planned, the rates and assumptions it rests on, and where the company stands. */
@Controller()
export class PlanningController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, @Inject(LOAN_FLOWS) private readonly loans: LoanFlows) {}

  @Endpoint(planningApi.planCost)
  planCost(@Caller() caller: Caller, @Body() body: PlanCost) {
    const cost = caller.newId('cost');
    return this.commands.execute(new Record(caller, planDecider, { type: 'PlanCost', cost, ...body }, { id: cost }));
  }

  @Endpoint(planningApi.dropCost)
  dropCost(@Caller() caller: Caller, @Param('cost') cost: string, @Body() { reason }: DropPlanned) {
    return this.commands.execute(new Record(caller, planDecider, { type: 'DropPlannedCost', cost, reason }, { id: cost }));
  }

  @Endpoint(planningApi.planRevenue)
  planRevenue(@Caller() caller: Caller, @Body() body: PlanRevenue) {
    const plan = caller.newId('plan');
    return this.commands.execute(new Record(caller, planDecider, { type: 'PlanRevenue', plan, ...body }, { id: plan }));
  }

  @Endpoint(planningApi.dropRevenue)
  dropRevenue(@Caller() caller: Caller, @Param('plan') plan: string, @Body() { reason }: DropPlanned) {
    return this.commands.execute(new Record(caller, planDecider, { type: 'DropRevenuePlan', plan, reason }, { id: plan }));
  }

  @Endpoint(planningApi.recordRate)
  recordRate(@Caller() caller: Caller, @Body() body: RecordExchangeRate) {
    return this.commands.execute(new Record(caller, rateDecider, { type: 'RecordExchangeRate', today: caller.today, ...body }));
  }

  @Endpoint(planningApi.setAssumptions)
  setAssumptions(@Caller() caller: Caller, @Body() { raiseMonths }: SetPlanningAssumptions) {
    return this.commands.execute(new Record(caller, assumptionsDecider, { type: 'SetPlanningAssumptions', raiseMonths }));
  }

  @Endpoint(planningApi.cash)
  cash(@Caller() caller: Caller) { return this.queries.execute(new AskAlike(caller, planningApi.cash, {}, ({ views, company, today }) => cashView(views, company, today, this.loans))); }

  @Endpoint(planningApi.plans)
  plans(@Caller() caller: Caller) { return this.queries.execute(new AskAlike(caller, planningApi.plans, {}, ({ views, company }) => plans(views, company))); }

  @Endpoint(planningApi.overview)
  overview(@Caller() caller: Caller) { return this.queries.execute(new AskAlike(caller, planningApi.overview, {}, ({ views, company, today }) => overview(views, company, today, this.loans))); }
}
