import { isRefusal, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { holderOf, sameCurrency } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import { asConverted, spelled, classTermsOn } from './classes.ts';
import type { SecuritiesCommandOf } from './commands.ts';
import { partOfHolding, restOf } from './held.ts';

type Decision = CapitalFact[] | Refusal;

/** All or some shares of a holding change hands. */
export function transferShares({ holding, newHolder, moved, rest, to, shares: asked, transferredOn, paid, today }: SecuritiesCommandOf<'TransferShares'>, state: CapitalState): Decision {
  const part = partOfHolding(state, holding, asked, transferredOn, today, 'transferredOn');
  if (isRefusal(part)) return part;
  const holder = holderOf(state, to, newHolder);
  if (holder === part.stake.holder) return refuse('transfer-to-self', { holding, name: part.stake.name }, 'to');
  const wrong = paid && sameCurrency(state, paid, 'paid');
  return wrong ?? [{ type: 'SharesTransferred', data: { holding, shares: part.shares, to: holder, toName: to, moved, ...restOf(part, rest), transferredOn, ...(paid && { paid }) }, effective: transferredOn }];
}

/** The company buys all or some shares of a holding back; they are gone. */
export function repurchaseShares({ holding, rest, shares: asked, repurchasedOn, paid, reason, today }: SecuritiesCommandOf<'RepurchaseShares'>, state: CapitalState): Decision {
  const part = partOfHolding(state, holding, asked, repurchasedOn, today, 'repurchasedOn');
  if (isRefusal(part)) return part;
  const wrong = paid && sameCurrency(state, paid, 'paid');
  return wrong ?? [{ type: 'SharesRepurchased', data: { holding, shares: part.shares, ...restOf(part, rest), repurchasedOn, ...(paid && { paid }), reason }, effective: repurchasedOn }];
}

/** Shares are turned into those of the class that theirs converts into, at original price ÷ conversion price; fractions are lost. */
export function convertShares({ holding, into, rest, shares: asked, convertedOn, today }: SecuritiesCommandOf<'ConvertShares'>, state: CapitalState): Decision {
  const part = partOfHolding(state, holding, asked, convertedOn, today, 'convertedOn');
  if (isRefusal(part)) return part;
  const terms = classTermsOn(state.classes, part.stake.class, convertedOn);
  const name = terms?.convertsInto;
  if (!terms || name === undefined) return refuse('class-not-convertible', { holding, class: part.stake.class });
  const shares = asConverted(part.shares, terms);
  if (shares === 0) return refuse('conversion-too-small', { holding, class: part.stake.class, into: name }, 'shares');
  return [{ type: 'SharesConverted', data: { holding, given: part.shares, into, class: spelled(state.classes, name), shares, ...restOf(part, rest), convertedOn }, effective: convertedOn }];
}
