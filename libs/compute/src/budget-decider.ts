import { type Decider, type Month, refusing } from '@capstan/kernel';
import type { BudgetCommand, PriceCommand, ReservationCommand } from './commands.ts';
import type { ComputeFact } from './events.ts';
import { computeRefusals } from './refusals.ts';

const refuse = refusing(computeRefusals);

/** The GPU budget of a month: the last one set holds; setting the same again records nothing. */
export const budgetDecider: Decider<BudgetCommand, ReadonlyMap<Month, string>, ComputeFact> = {
  name: 'gpu-budget',
  initial: new Map(),
  evolve: (state, fact) => (fact.type === 'GpuBudgetSet' ? new Map(state).set(fact.data.month, JSON.stringify(fact.data.amount)) : state),
  decide: ({ month, amount }, state) => (state.get(month) === JSON.stringify(amount) ? [] : [{ type: 'GpuBudgetSet', data: { month, amount }, effective: `${month}-01` }]),
};

type Reservation = { readonly from: Month; readonly to: Month; readonly standing: 'running' | 'ended' };

/** Committed capacity: paid every month from its first to its last, used or not. */
export const reservationDecider: Decider<ReservationCommand, ReadonlyMap<string, Reservation>, ComputeFact> = {
  name: 'reservation',
  initial: new Map(),
  evolve(state, fact) {
    if (fact.type === 'ReservationMade') return new Map(state).set(fact.data.reservation, { from: fact.data.from, to: fact.data.to, standing: 'running' });
    const known = fact.type === 'ReservationEnded' ? state.get(fact.data.reservation) : undefined;
    return fact.type === 'ReservationEnded' && known ? new Map(state).set(fact.data.reservation, { ...known, standing: 'ended' }) : state;
  },
  decide(command, state) {
    if (command.type === 'MakeReservation') {
      const { type: _, ...made } = command;
      if (made.to < made.from) return refuse('reservation-ends-before-start', undefined, 'to');
      return [{ type: 'ReservationMade', data: made, effective: `${made.from}-01` }];
    }
    const known = state.get(command.reservation);
    if (!known) return refuse('reservation-unknown');
    if (known.standing === 'ended') return refuse('reservation-ended');
    if (command.last !== null && command.last < known.from) return refuse('reservation-ends-before-start', undefined, 'last');
    if (command.last !== null && command.last >= known.to) return refuse('reservation-end-not-earlier', { to: known.to }, 'last');
    return [{ type: 'ReservationEnded', data: { reservation: command.reservation, last: command.last, reason: command.reason } }];
  },
  subject: (command) => command.reservation,
  concerns: (fact) => (fact.type === 'ReservationMade' || fact.type === 'ReservationEnded' ? [fact.data.reservation] : []),
};

/** Prices of a GPU-hour as they were seen, dated. */
export const gpuPriceDecider: Decider<PriceCommand, null, ComputeFact> = {
  name: 'gpu-price',
  initial: null,
  evolve: (state) => state,
  decide(command) {
    const { type: _, today, ...seen } = command;
    return seen.on > today ? refuse('price-in-future', { on: seen.on }, 'on') : [{ type: 'GpuPriceObserved', data: seen, effective: seen.on }];
  },
};
