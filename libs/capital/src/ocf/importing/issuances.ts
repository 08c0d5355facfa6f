import type { SignNote } from '../../securities/commands.ts';
import type { GrantKind } from '../../grants/facts.ts';
import type { ConversionMechanism } from '../objects/conversion.ts';
import { numeric } from '../primitives.ts';
import type { OcfObject } from '../reading.ts';
import { ourId } from './ids.ts';
import { ourFraction, ourWords } from './ours.ts';
import { as, type Session } from './session.ts';
import { decimalOf, fractionOf, moneyOf, paidFor, sharesOf } from './values.ts';
import { vestingOfIssuance } from './vesting.ts';

/** Brings a security into being, whatever it is; false where the cap table here has no such thing and nothing is changed. */
export function begin(one: OcfObject, session: Session): boolean {
  switch (one.type) {
    case 'TX_STOCK_ISSUANCE': return shares(one, session);
    case 'TX_EQUITY_COMPENSATION_ISSUANCE': case 'TX_PLAN_SECURITY_ISSUANCE': return grant(one, session);
    case 'TX_WARRANT_ISSUANCE': return warrant(one, session);
    case 'TX_CONVERTIBLE_ISSUANCE': return convertible(one, session);
    default: return false;
  }
}

function shares(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'TX_STOCK_ISSUANCE');
  const count = sharesOf(stated.quantity, 'quantity');
  const { name, newHolder } = session.holder(stated.stakeholder_id);
  const paid = paidFor(stated.share_price, count);
  session.run({ type: 'IssueShares', holding: session.begin(stated.security_id, 'holding'), newHolder, holder: name, class: session.class(stated.stock_class_id), shares: count, issuedOn: stated.date, ...(paid && { paid }) });
  return true;
}

const UNITS = { DAYS: ['days', 1], MONTHS: ['months', 1], YEARS: ['months', 12] } as const;
const MOST_LENGTH = 36_500;

function kindOf(type: string, option: string | undefined): GrantKind | undefined {
  if (type === 'RSU') return 'rsu';
  if (type === 'OPTION_ISO' || (type === 'OPTION' && option === 'ISO')) return 'iso';
  if (type === 'OPTION_NSO' || (type === 'OPTION' && option === 'NSO')) return 'nso';
  return type === 'OPTION' ? 'option' : undefined;
}

/** Stock appreciation rights have no counterpart here: they are paid in money or shares that nobody knows yet. */
function grant(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'TX_EQUITY_COMPENSATION_ISSUANCE');
  const kind = kindOf(stated.compensation_type, stated.option_grant_type);
  if (!kind) return false;
  const plan = stated.stock_plan_id === undefined ? undefined : session.reading.index.byId.get(stated.stock_plan_id);
  const planned = plan && ourWords(plan.value)['pool'] !== true ? ourId('plan', plan.id) : undefined;
  const value = stated.valuation_id === undefined ? undefined : session.reading.index.byId.get(stated.valuation_id);
  const strike = kind === 'rsu' || stated.exercise_price === undefined || numeric(stated.exercise_price.amount).num <= 0n ? undefined : (ourFraction(stated, 'strike') ?? fractionOf(stated.exercise_price.amount));
  const { name, newHolder } = session.holder(stated.stakeholder_id);
  session.run({
    type: 'MakeGrant', grant: session.begin(stated.security_id, 'grant'), newHolder, holder: name, kind, shares: sharesOf(stated.quantity, 'quantity'), grantedOn: stated.date, vesting: vestingOfIssuance(stated, session),
    earlyExercise: stated.early_exercisable === true, ...(stated.stock_class_id !== undefined && { class: session.class(stated.stock_class_id) }), ...(strike && { strike }), ...(value && { fairValue: fractionOf(as(value, 'VALUATION').price_per_share.amount) }),
    ...(stated.expiration_date && { expiresOn: stated.expiration_date }), ...(planned && { plan: planned }), ...(!plan && { outsidePool: true }),
    ...(stated.termination_exercise_windows.length > 0 && { windows: stated.termination_exercise_windows.slice(0, 20).map(({ reason, period, period_type: type }) => ({ reason, length: Math.min(MOST_LENGTH, period * UNITS[type][1]), unit: UNITS[type][0] })) }),
  });
  return true;
}

/** A warrant for a number of shares of a class at a price; others wait for a valuation and are no shares yet. */
function warrant(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'TX_WARRANT_ISSUANCE');
  const right = stated.exercise_triggers.map((t) => t.conversion_right).find((r) => r.conversion_mechanism.type === 'FIXED_AMOUNT_CONVERSION' && r.converts_to_stock_class_id);
  const price = stated.exercise_price;
  if (right?.conversion_mechanism.type !== 'FIXED_AMOUNT_CONVERSION' || !price || numeric(price.amount).num <= 0n) return false;
  const { name, newHolder } = session.holder(stated.stakeholder_id);
  session.run({
    type: 'IssueWarrant', warrant: session.begin(stated.security_id, 'warrant'), newHolder, holder: name, class: session.class(right.converts_to_stock_class_id!), shares: sharesOf(stated.quantity ?? right.conversion_mechanism.converts_to_quantity, 'quantity'),
    strike: ourFraction(stated, 'strike') ?? fractionOf(price.amount), issuedOn: stated.date, ...(stated.warrant_expiration_date !== undefined && { expiresOn: stated.warrant_expiration_date }),
  });
  return true;
}

type Terms<T extends ConversionMechanism['type']> = Extract<ConversionMechanism, { type: T }>;

function convertible(one: OcfObject, session: Session): boolean {
  const stated = as(one, 'TX_CONVERTIBLE_ISSUANCE');
  const triggers = stated.conversion_triggers;
  const safe = triggers.map((t) => t.conversion_right.conversion_mechanism).find((m) => m.type === 'SAFE_CONVERSION');
  if (safe) return signSafe(one, safe, session);
  const note = triggers.find((t) => t.conversion_right.conversion_mechanism.type === 'CONVERTIBLE_NOTE_CONVERSION');
  const matures = note && (note.trigger_date ?? note.end_date);
  return note !== undefined && matures !== undefined && signNote(one, note.conversion_right.conversion_mechanism as Terms<'CONVERTIBLE_NOTE_CONVERSION'>, matures, session);
}

function signSafe(one: OcfObject, terms: Terms<'SAFE_CONVERSION'>, session: Session): boolean {
  const stated = as(one, 'TX_CONVERTIBLE_ISSUANCE');
  const { name, newHolder } = session.holder(stated.stakeholder_id);
  session.run({
    type: 'SignSafe', safe: session.begin(stated.security_id, 'safe'), newHolder, investor: name, amount: moneyOf(stated.investment_amount, 'investment_amount'), kind: terms.conversion_timing === 'PRE_MONEY' ? 'pre-money' : 'post-money', mfn: terms.conversion_mfn, signedOn: stated.date,
    ...(terms.conversion_valuation_cap && { cap: moneyOf(terms.conversion_valuation_cap, 'conversion_valuation_cap') }), ...(terms.conversion_discount !== undefined && { discount: decimalOf(terms.conversion_discount) }),
  });
  return true;
}

/** One rate, simple or compounded by the month or year; a note of other terms stays a statement. */
function signNote(one: OcfObject, terms: Terms<'CONVERTIBLE_NOTE_CONVERSION'>, maturesOn: string, session: Session): boolean {
  const stated = as(one, 'TX_CONVERTIBLE_ISSUANCE');
  const compounding = terms.compounding_type === 'SIMPLE' ? 'simple' : terms.interest_accrual_period === 'MONTHLY' ? 'monthly' : terms.interest_accrual_period === 'ANNUAL' ? 'annual' : undefined;
  const [rate, another] = terms.interest_rates;
  if (!rate || another || !compounding) return false;
  const words = ourWords(stated);
  const { name, newHolder } = session.holder(stated.stakeholder_id);
  session.run({
    type: 'SignNote', note: session.begin(stated.security_id, 'note'), newHolder, investor: name, principal: moneyOf(stated.investment_amount, 'investment_amount'), rate: decimalOf(rate.rate), compounding, signedOn: stated.date, maturesOn,
    dayCount: (words['dayCount'] as SignNote['dayCount'] | undefined) ?? (terms.day_count_convention === '30_360' ? '30/360' : 'act/365f'), capBase: (words['capBase'] as SignNote['capBase'] | undefined) ?? 'with-pool',
    ...(terms.conversion_valuation_cap && { cap: moneyOf(terms.conversion_valuation_cap, 'conversion_valuation_cap') }), ...(terms.conversion_discount !== undefined && { discount: decimalOf(terms.conversion_discount) }),
  });
  return true;
}
