import type { Fact } from './fact.ts';
import type { Refusal } from './refusal.ts';

/**
 * Decides without doing: no clock, no ids, no randomness, no I/O; those arrive inside the command.
 * `evolve` meets the facts of every context and leaves the state as it is for those it does not know.
 */
export interface Decider<Command extends { type: string }, State, F extends Fact> {
  readonly name: string;
  readonly initial: State;
  evolve(state: State, fact: F): State;
  decide(command: Command, state: State): F[] | Refusal;
  /** The id of the thing a command edits: a stale `If-Match` on it is refused. */
  subject?(command: Command): string | undefined;
  /** The ids of the things a fact changes. */
  concerns?(fact: F): readonly string[];
}

export const fold = <S, F extends Fact>(decider: Pick<Decider<never, S, F>, 'initial' | 'evolve'>, facts: Iterable<F>): S => {
  let state = decider.initial;
  for (const one of facts) state = decider.evolve(state, one);
  return state;
};
