import { refusing } from '@capstan/kernel';
import { calculatorRefusals } from './calculators/refusals.ts';
import { debtRefusals } from './debt/refusals.ts';
import { grantRefusals } from './grants/refusals.ts';
import { ocfRefusals } from './ocf/refusals.ts';
import { rowsRefusals } from './rows/refusals.ts';
import { vestingRefusals } from './vesting/refusals.ts';
import { securitiesRefusals } from './securities/refusals.ts';
import { roundRefusals } from './rounds/refusals.ts';

export const capitalRefusals = {
  ...securitiesRefusals,
  ...grantRefusals,
  ...ocfRefusals,
  ...rowsRefusals,
  ...vestingRefusals,
  'holding-unknown': 'There is no such holding of shares in this company.',
  'safe-unknown': 'There is no such SAFE in this company.',
  'round-unknown': 'There is no such round in this company.',
  'commitment-unknown': 'There is no such commitment in this round.',
  'round-closed': 'The round {name} was closed on {day}; nothing can be added to it or closed again.',
  'round-abandoned': 'The round {name} was abandoned on {day}.',
  'round-without-commitments': 'A round closes with at least one commitment.',
  'round-closed-before-opened': 'The round {name} was opened on {day}; it cannot close before that.',
  'round-not-in-order': 'The round {name} closed on {day}; a later round cannot close before it.',
  'round-not-last': 'Only the last closed round can be taken back.',
  'round-not-closed': 'The round {name} is not closed.',
  'nothing-issued': 'There are no shares yet: issue the founders\u2019 shares before pricing a round.',
  'pool-impossible': 'The option pool would leave nothing for those who pay or those already in; choose a smaller one.',
  'convertibles-own-everything': 'The SAFEs would convert into the whole company at these terms; there is no price for the round.',
  'safe-not-outstanding': 'This SAFE is no longer outstanding: it was {what} on {day}.',
  'commitment-withdrawn': 'This commitment has been withdrawn already.',
  'shares-cancelled': 'These shares have been cancelled already.',
  'shares-from-round': 'These shares come from a round; take back the close of the round instead.',
  'shares-too-many': 'So many shares cannot be kept exactly (2^53 in all).',
  'pool-unchanged': 'The pool has this size already.',
  'not-company-currency': 'This company keeps its books in {wanted}; {given} cannot be taken here.',
  'day-in-future': 'This cannot have happened after today ({today}).',
  'day-too-early': 'This cannot have happened before {day}.',
  'amount-zero': 'The amount must be above zero.',
  'cap-not-positive': 'A valuation cap must be above zero; leave it out for an uncapped SAFE.',
  'discount-out-of-range': 'A discount is a part of the price: at least 0 and below 1 (0.2 means 20 % off).',
  'pool-out-of-range': 'The pool is a part of the company after the round: at least 0 and below 1 (0.1 means 10 %).',
  ...roundRefusals,
  ...debtRefusals,
  ...calculatorRefusals,
} as const;
export type CapitalRefusal = keyof typeof capitalRefusals;

/** Makes one of this context's refusals. */
export const refuse = refusing(capitalRefusals);

/** Options for a zod check that fails with a refusal of this context. */
export const failingWith = (code: CapitalRefusal) => ({ error: capitalRefusals[code], params: { refusal: code } });
