import type { CapitalFact } from '../events.ts';
import { withClass } from '../securities/classes.ts';
import { withHolder } from '../securities/evolve.ts';
import type { CapitalState } from '../state.ts';
import { evolveGrants } from './state.ts';

/** The state after a fact about plans and grants; as it was after any other. Who is granted something, and the class it is of, are known by name from then on. */
export function withGrants(state: CapitalState, fact: CapitalFact): CapitalState {
  const grants = evolveGrants(state.grants, fact);
  if (grants === state.grants) return state;
  return fact.type === 'GrantMade' ? { ...state, grants, classes: withClass(state.classes, fact.data.class), holders: withHolder(state, fact.data.holderName, fact.data.holder) } : { ...state, grants };
}
