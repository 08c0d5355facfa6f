import { type Decider, type Refusal, refusing } from '@capstan/kernel';
import type { SpendCommand } from './commands.ts';
import type { ComputeFact } from './events.ts';
import { computeRefusals } from './refusals.ts';

const refuse = refusing(computeRefusals);

type Standing = 'standing' | 'reversed';

export interface SpendState {
  readonly spends: ReadonlyMap<string, Standing>;
  readonly runs: ReadonlyMap<string, string>;
  readonly bills: ReadonlyMap<string, Standing>;
  /** Files and rows of the bills that stand: a bill that was taken back may come again. */
  readonly files: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, string>;
}

const set = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V) => new Map(map).set(key, value);
const without = (map: ReadonlyMap<string, string>, value: string) => new Map([...map].filter(([, v]) => v !== value));

/** Spend by hand and by bill: nothing counts twice, everything can be taken back. */
export const spendDecider: Decider<SpendCommand, SpendState, ComputeFact> = {
  name: 'spend',
  initial: { spends: new Map(), runs: new Map(), bills: new Map(), files: new Map(), rows: new Map() },
  evolve(state, fact) {
    switch (fact.type) {
      case 'SpendRecorded': return { ...state, spends: set(state.spends, fact.data.spend, 'standing'), ...(fact.data.run && { runs: set(state.runs, fact.data.run, fact.data.spend) }) };
      case 'SpendReversed': return { ...state, spends: set(state.spends, fact.data.spend, 'reversed'), runs: without(state.runs, fact.data.spend) };
      case 'BillImported': return { ...state, bills: set(state.bills, fact.data.bill, 'standing'), files: set(state.files, fact.data.fileHash, fact.data.bill), rows: new Map([...state.rows, ...fact.data.rowKeys.map((k) => [k, fact.data.bill] as const)]) };
      case 'BillReversed': return { ...state, bills: set(state.bills, fact.data.bill, 'reversed'), files: without(state.files, fact.data.bill), rows: without(state.rows, fact.data.bill) };
      default: return state;
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'RecordSpend': return record(command, state);
      case 'ReverseSpend': {
        const standing = state.spends.get(command.spend);
        if (!standing) return refuse('spend-unknown');
        if (standing === 'reversed') return refuse('spend-already-reversed');
        return [{ type: 'SpendReversed', data: { spend: command.spend, reason: command.reason } }];
      }
      case 'ImportBill': return importBill(command, state);
      case 'ReverseBill': {
        const standing = state.bills.get(command.bill);
        if (!standing) return refuse('bill-unknown');
        if (standing === 'reversed') return refuse('bill-already-reversed');
        return [{ type: 'BillReversed', data: { bill: command.bill, reason: command.reason } }];
      }
    }
  },
  subject: (command) => ('spend' in command ? command.spend : command.bill),
  concerns: (fact) => (fact.type === 'SpendRecorded' || fact.type === 'SpendReversed' ? [fact.data.spend] : fact.type === 'BillImported' || fact.type === 'BillReversed' ? [fact.data.bill] : []),
};

function record(command: Extract<SpendCommand, { type: 'RecordSpend' }>, state: SpendState): ComputeFact[] | Refusal {
  const { type: _, today, ...spend } = command;
  if (spend.on > today) return refuse('spend-in-future', { on: spend.on }, 'on');
  if (spend.amount.amount === 0 && !spend.run) return refuse('spend-amount-zero', undefined, 'amount');
  if (spend.run && state.runs.has(spend.run)) return refuse('run-cost-recorded', undefined, 'run');
  return [{ type: 'SpendRecorded', data: spend, effective: spend.on }];
}

function importBill(command: Extract<SpendCommand, { type: 'ImportBill' }>, state: SpendState): ComputeFact[] | Refusal {
  const { type: _, ...bill } = command;
  if (state.files.has(bill.fileHash)) return refuse('bill-already-imported');
  const count = bill.rowKeys.reduce((n, key) => n + (state.rows.has(key) ? 1 : 0), 0);
  if (count > 0) return refuse('bill-rows-known', { count, lines: bill.lines });
  return [{ type: 'BillImported', data: bill, effective: bill.to }];
}
