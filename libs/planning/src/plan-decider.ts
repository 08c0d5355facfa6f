import { type Day, type Decider, exact, refusing } from '@capstan/kernel';
import type { z } from 'zod';
import type { CostPlan, PlanningFact, Rate, RevenuePlan } from './events.ts';
import { planningRefusals } from './refusals.ts';

const refuse = refusing(planningRefusals);

export type PlanCommand =
  | ({ type: 'PlanCost'; cost: string } & z.output<typeof CostPlan>)
  | { type: 'DropPlannedCost'; cost: string; reason: string }
  | ({ type: 'PlanRevenue'; plan: string } & z.output<typeof RevenuePlan>)
  | { type: 'DropRevenuePlan'; plan: string; reason: string };

/** Planned costs and revenues by id: standing or dropped. */
export type PlanState = ReadonlyMap<string, 'standing' | 'dropped'>;

export const planDecider: Decider<PlanCommand, PlanState, PlanningFact> = {
  name: 'plan',
  initial: new Map(),
  evolve(state, fact) {
    switch (fact.type) {
      case 'CostPlanned': return new Map(state).set(fact.data.cost, 'standing');
      case 'RevenuePlanned': return new Map(state).set(fact.data.plan, 'standing');
      case 'PlannedCostDropped': return new Map(state).set(fact.data.cost, 'dropped');
      case 'RevenuePlanDropped': return new Map(state).set(fact.data.plan, 'dropped');
      default: return state;
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'PlanCost': {
        const { type: _, ...data } = command;
        return data.to !== undefined && data.to < data.from ? refuse('ends-before-start', undefined, 'to') : [{ type: 'CostPlanned', data, effective: `${data.from}-01` }];
      }
      case 'PlanRevenue': {
        const { type: _, ...data } = command;
        const growth = exact.parseDecimal(data.growth)!;
        if (data.to !== undefined && data.to < data.from) return refuse('ends-before-start', undefined, 'to');
        if (exact.compare(growth, exact.ONE) > 0 || exact.compare(growth, exact.neg(exact.ONE)) < 0) return refuse('growth-out-of-range', undefined, 'growth');
        return [{ type: 'RevenuePlanned', data, effective: `${data.from}-01` }];
      }
      case 'DropPlannedCost': {
        const standing = state.get(command.cost);
        if (!standing) return refuse('cost-unknown');
        return standing === 'dropped' ? refuse('cost-dropped') : [{ type: 'PlannedCostDropped', data: { cost: command.cost, reason: command.reason } }];
      }
      case 'DropRevenuePlan': {
        const standing = state.get(command.plan);
        if (!standing) return refuse('plan-unknown');
        return standing === 'dropped' ? refuse('plan-dropped') : [{ type: 'RevenuePlanDropped', data: { plan: command.plan, reason: command.reason } }];
      }
    }
  },
  subject: (command) => ('cost' in command ? command.cost : command.plan),
  concerns: (fact) => (fact.type === 'CostPlanned' || fact.type === 'PlannedCostDropped' ? [fact.data.cost] : fact.type === 'RevenuePlanned' || fact.type === 'RevenuePlanDropped' ? [fact.data.plan] : []),
};

export type RateCommand = { type: 'RecordExchangeRate'; today: Day } & z.output<typeof Rate>;

/** Exchange rates as they were seen; a later record of the same day replaces the earlier. */
export const rateDecider: Decider<RateCommand, null, PlanningFact> = {
  name: 'exchange-rate',
  initial: null,
  evolve: (state) => state,
  decide(command) {
    const { type: _, today, ...rate } = command;
    if (rate.from === rate.to) return refuse('rate-same-currency', undefined, 'to');
    if (exact.compare(exact.parseDecimal(rate.rate)!, exact.ZERO) <= 0) return refuse('rate-not-positive', undefined, 'rate');
    if (rate.on > today) return refuse('rate-in-future', { on: rate.on }, 'on');
    return [{ type: 'ExchangeRateRecorded', data: rate, effective: rate.on }];
  },
};

export type AssumptionsCommand = { type: 'SetPlanningAssumptions'; raiseMonths: number };

/** How many months before the cash-out date a company has to decide: the time a round takes. */
export const assumptionsDecider: Decider<AssumptionsCommand, number | null, PlanningFact> = {
  name: 'planning-assumptions',
  initial: null,
  evolve: (state, fact) => (fact.type === 'PlanningAssumptionsSet' ? fact.data.raiseMonths : state),
  decide({ raiseMonths }, state) {
    if (raiseMonths < 1 || raiseMonths > 18) return refuse('raise-months-out-of-range', undefined, 'raiseMonths');
    return raiseMonths === state ? [] : [{ type: 'PlanningAssumptionsSet', data: { raiseMonths } }];
  },
};
