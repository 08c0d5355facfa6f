import { type Day, type Decider, type Money, type Refusal, refusing } from '@capstan/kernel';
import type { BankMapping } from './bank-mapping.ts';
import type { BankStatement } from './bank-reader.ts';
import type { PlanningFact, TransactionKind } from './events.ts';
import { planningRefusals } from './refusals.ts';

const refuse = refusing(planningRefusals);

export type BankCommand =
  | ({ type: 'ImportBankTransactions'; batch: string; account: string; currency: string; fileHash: string; mapping: BankMapping } & BankStatement)
  | { type: 'ReverseBankBatch'; batch: string; reason: string }
  | { type: 'ClassifyTransaction'; transaction: string; kind: TransactionKind }
  | { type: 'SetOpeningBalance'; account: string; on: Day; balance: Money; today: Day };

interface Account { readonly currency: string; readonly mapping: string | null; readonly opened: boolean }

export interface BankState {
  readonly accounts: ReadonlyMap<string, Account>;
  /** File hash of each batch; null once taken back. */
  readonly batches: ReadonlyMap<string, string | null>;
  /** The batch that each transaction came with. */
  readonly transactions: ReadonlyMap<string, string>;
}

const account = (state: BankState, name: string, over: Partial<Account> & { currency: string }): BankState =>
  ({ ...state, accounts: new Map(state.accounts).set(name, { ...(state.accounts.get(name) ?? { mapping: null, opened: false }), ...over }) });

/** Bank transactions: what a file brings anew is recorded, what was there is counted, and a file can be taken back as a whole. */
export const bankDecider: Decider<BankCommand, BankState, PlanningFact> = {
  name: 'bank',
  initial: { accounts: new Map(), batches: new Map(), transactions: new Map() },
  evolve(state, fact) {
    switch (fact.type) {
      case 'BankTransactionsImported': {
        const { batch, fileHash, transactions } = fact.data;
        const next = account(state, fact.data.account, { currency: fact.data.currency });
        return { ...next, batches: new Map(state.batches).set(batch, fileHash), transactions: new Map([...state.transactions, ...transactions.map((t) => [t.key, batch] as const)]) };
      }
      case 'BankBatchReversed': return { ...state, batches: new Map(state.batches).set(fact.data.batch, null), transactions: new Map([...state.transactions].filter(([, b]) => b !== fact.data.batch)) };
      case 'BankMappingRemembered': return account(state, fact.data.account, { currency: fact.data.currency, mapping: JSON.stringify(fact.data.mapping) });
      case 'OpeningBalanceSet': return account(state, fact.data.account, { currency: fact.data.balance.currency, opened: true });
      default: return state;
    }
  },
  decide(command, state) {
    switch (command.type) {
      case 'ImportBankTransactions': return importTransactions(command, state);
      case 'ReverseBankBatch': {
        const file = state.batches.get(command.batch);
        if (file === undefined) return refuse('bank-batch-unknown');
        return file === null ? refuse('bank-batch-reversed') : [{ type: 'BankBatchReversed', data: { batch: command.batch, reason: command.reason } }];
      }
      case 'ClassifyTransaction': return state.transactions.has(command.transaction) ? [{ type: 'TransactionClassified', data: { transaction: command.transaction, kind: command.kind } }] : refuse('transaction-unknown');
      case 'SetOpeningBalance': {
        const known = state.accounts.get(command.account);
        if (command.on > command.today) return refuse('opening-in-future', { on: command.on }, 'on');
        if (known && known.currency !== command.balance.currency) return refuse('bank-account-currency', { account: command.account, currency: known.currency }, 'balance.currency');
        return [{ type: 'OpeningBalanceSet', data: { account: command.account, on: command.on, balance: command.balance }, effective: command.on }];
      }
    }
  },
  subject: (command) => ('batch' in command ? command.batch : 'transaction' in command ? command.transaction : command.account),
  concerns: (fact) => (fact.type === 'BankTransactionsImported' || fact.type === 'BankBatchReversed' ? [fact.data.batch] : fact.type === 'TransactionClassified' ? [fact.data.transaction] : []),
};

function importTransactions(command: Extract<BankCommand, { type: 'ImportBankTransactions' }>, state: BankState): PlanningFact[] | Refusal {
  const { batch, account: name, currency, fileHash, lines, from, to, mapping, opening } = command;
  const known = state.accounts.get(name);
  if ([...state.batches.values()].includes(fileHash)) return refuse('bank-file-already-imported');
  if (known && known.currency !== currency) return refuse('bank-account-currency', { account: name, currency: known.currency }, 'currency');
  const transactions = command.transactions.filter((t) => !state.transactions.has(t.key));
  if (transactions.length === 0) return refuse('bank-nothing-new', { count: lines });
  const facts: PlanningFact[] = [{ type: 'BankTransactionsImported', data: { batch, account: name, fileHash, currency, lines, known: lines - transactions.length, from, to, transactions }, effective: to }];
  if (known?.mapping !== JSON.stringify(mapping)) facts.push({ type: 'BankMappingRemembered', data: { account: name, currency, mapping } });
  if (!known?.opened && opening) facts.push({ type: 'OpeningBalanceSet', data: { account: name, on: opening.on, balance: opening.balance }, effective: opening.on });
  return facts;
}
