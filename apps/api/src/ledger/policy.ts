import type { Decider, Fact, Recorded } from '@capstan/kernel';
import type { Policy } from '@capstan/event-log';
import { idsOf } from '../http/caller.ts';
import type { RecordOptions } from './ledger.ts';

/** A command that a policy asks for, with the decider that decides it. */
export interface Asked {
  // oxlint-disable-next-line typescript/no-explicit-any -- `asking` has checked that command and decider fit
  readonly decider: Decider<any, any, any>;
  readonly command: { type: string };
  readonly opts: RecordOptions;
}

export type RoomPolicy = Policy<Asked>;

/** "Then ask for this": what a policy's handler answers. */
export const asking = <C extends { type: string }, S, F extends Fact>(decider: Decider<C, S, F>, command: C, opts: RecordOptions = {}): Asked => ({ decider, command, opts });

/** The id of a thing that a policy makes because of a fact: the same each time the fact is met. */
export const idAfter = (fact: Recorded, kind: string): string => idsOf(fact.id)(kind);
