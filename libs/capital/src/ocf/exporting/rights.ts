import { addDays, keyed } from '@capstan/kernel';
import { poolOn } from '../../capitalisation.ts';
import type { CapitalFact } from '../../events.ts';
import { outstandingOn } from '../../grants/outstanding.ts';
import { unallocatedOn } from '../../grants/pool.ts';
import type { CapitalState } from '../../state.ts';
import { ourComment } from '../importing/ours.ts';
import type { Shaped } from '../reading.ts';
import { issue } from './stock.ts';
import { vestingFields } from './vesting.ts';
import { beyondDecimal, decimal, monetary, type PackageWriter } from './writer.ts';

type FactOf<T extends CapitalFact['type']> = Extract<CapitalFact, { type: T }>['data'];
const kinds = { iso: ['OPTION_ISO', 'ISO'], nso: ['OPTION_NSO', 'NSO'], option: ['OPTION', undefined], rsu: ['RSU', undefined] } as const;

export function grantMade(writer: PackageWriter, data: FactOf<'GrantMade'>, seen: Set<string>): void {
  const security = writer.security(data.grant);
  const [type, option] = kinds[data.kind];
  const { fields, start } = vestingFields(data.vesting, writer, seen);
  const price = (of: readonly [string, string]) => ({ amount: decimal([...of]), currency: writer.currency });
  if (data.fairValue) writer.add('VALUATION', `${security}/valuation`, { price_per_share: price(data.fairValue), effective_date: data.grantedOn, stock_class_id: writer.class(data.class), valuation_type: '409A' });
  writer.add(grantType, `${security}/issuance`, {
    date: data.grantedOn, security_id: security, custom_id: writer.certificate('EQ'), stakeholder_id: writer.holder(data.holder, data.holderName, 'INDIVIDUAL'), stock_class_id: writer.class(data.class), compensation_type: type, quantity: String(data.shares),
    early_exercisable: data.earlyExercise, expiration_date: data.expiresOn ?? null, termination_exercise_windows: (data.windows ?? []).map((w) => ({ reason: w.reason, period: w.length, period_type: w.unit === 'days' ? 'DAYS' : 'MONTHS' })), security_law_exemptions: [],
    ...(option && { option_grant_type: option }), ...(data.strike && { exercise_price: price(data.strike) }), ...(data.plan !== undefined ? { stock_plan_id: writer.plan(data.plan) } : data.outsidePool ? {} : { stock_plan_id: poolPlan(writer, data.class, data.grantedOn) }), ...(data.fairValue && { valuation_id: `${security}/valuation` }), ...fields, comments: ourComment({ strike: beyondDecimal(data.strike) }),
  });
  if (start) writer.add('TX_VESTING_START', `${security}/vesting-start`, { date: start.on, security_id: security, vesting_condition_id: start.condition });
}
const grantType = 'TX_EQUITY_COMPENSATION_ISSUANCE';

export function conditionMet(writer: PackageWriter, { grant, condition, metOn }: FactOf<'VestingConditionMet'>, state: CapitalState): void {
  const terms = keyed.at(state.grants.made, grant)?.vesting;
  const isStart = terms?.kind === 'conditions' && terms.conditions.some((c) => c.id === condition && c.trigger.type === 'start');
  writer.add(isStart ? 'TX_VESTING_START' : 'TX_VESTING_EVENT', `${writer.security(grant)}/${condition}`, { date: metOn, security_id: writer.security(grant), vesting_condition_id: condition });
}

export function accelerated(writer: PackageWriter, { grant, shares, order, acceleratedOn, reason }: FactOf<'GrantAccelerated'>): void {
  writer.add('TX_VESTING_ACCELERATION', `${writer.security(grant)}/acceleration`, { date: acceleratedOn, security_id: writer.security(grant), quantity: String(shares), reason_text: reason, comments: ourComment({ order }) });
}

/** What was forfeited is cancelled; why, and until when the rest can be exercised, is said in our own words. */
export function terminated(writer: PackageWriter, { grant, lastDay, reason, forfeited, exercisableUntil }: FactOf<'GrantTerminated'>): void {
  writer.add('TX_EQUITY_COMPENSATION_CANCELLATION', `${writer.security(grant)}/termination`, { date: lastDay, security_id: writer.security(grant), quantity: String(forfeited), reason_text: reason, comments: ourComment({ terminated: { reason, ...(exercisableUntil && { exercisableUntil }) } }) });
}

export function grantCancelled(writer: PackageWriter, { grant: id, cancelledOn, reason }: FactOf<'GrantCancelled'>, state: CapitalState): void {
  const left = outstandingOn(keyed.at(state.grants.made, id)!, cancelledOn);
  writer.add('TX_EQUITY_COMPENSATION_CANCELLATION', `${writer.security(id)}/cancellation`, { date: cancelledOn, security_id: writer.security(id), quantity: String(left), reason_text: reason });
}

export function taken(writer: PackageWriter, { type, data }: Extract<CapitalFact, { type: 'GrantExercised' | 'UnitsReleased' }>): void {
  const on = type === 'GrantExercised' ? data.exercisedOn : data.releasedOn;
  const paid = type === 'GrantExercised' ? data.paid : undefined;
  issue(writer, { ...data, name: data.holderName, on, paid });
  const about = { date: on, security_id: writer.security(data.grant), quantity: String(data.shares), resulting_security_ids: [writer.security(data.holding)] };
  if (type === 'GrantExercised') writer.add('TX_EQUITY_COMPENSATION_EXERCISE', `${writer.security(data.holding)}/exercise`, about);
  else writer.add('TX_EQUITY_COMPENSATION_RELEASE', `${writer.security(data.holding)}/release`, { ...about, settlement_date: on, release_price: { amount: '0', currency: writer.currency } });
}

const future = (trigger: string, mechanism: Shaped, more: Shaped): Shaped[] => [{ trigger_id: trigger, ...more, conversion_right: { type: 'CONVERTIBLE_CONVERSION_RIGHT', conversion_mechanism: mechanism, converts_to_future_round: true } }];

export function safeSigned(writer: PackageWriter, { safe, holder, investor, amount, kind, cap, discount, mfn, signedOn }: FactOf<'SafeSigned'>): void {
  const security = writer.security(safe);
  const mechanism = { type: 'SAFE_CONVERSION', conversion_mfn: mfn, conversion_timing: kind === 'pre-money' ? 'PRE_MONEY' : 'POST_MONEY', ...(cap && { conversion_valuation_cap: monetary(cap) }), ...(discount !== undefined && { conversion_discount: discount }) };
  writer.add('TX_CONVERTIBLE_ISSUANCE', `${security}/issuance`, {
    date: signedOn, security_id: security, custom_id: writer.certificate('SAFE'), stakeholder_id: writer.holder(holder, investor, 'INSTITUTION'), convertible_type: 'SAFE', investment_amount: monetary(amount), seniority: 1, security_law_exemptions: [],
    conversion_triggers: future(`${security}/trigger`, mechanism, { type: 'AUTOMATIC_ON_CONDITION', trigger_condition: 'Next equity financing' }),
  });
}

export function noteSigned(writer: PackageWriter, data: FactOf<'NoteSigned'>): void {
  const security = writer.security(data.note);
  const mechanism = {
    type: 'CONVERTIBLE_NOTE_CONVERSION', interest_rates: [{ rate: data.rate, accrual_start_date: data.signedOn }], day_count_convention: data.dayCount === '30/360' ? '30_360' : 'ACTUAL_365', interest_payout: 'DEFERRED',
    interest_accrual_period: data.compounding === 'monthly' ? 'MONTHLY' : 'ANNUAL', compounding_type: data.compounding === 'simple' ? 'SIMPLE' : 'COMPOUNDING', ...(data.cap && { conversion_valuation_cap: monetary(data.cap) }), ...(data.discount !== undefined && { conversion_discount: data.discount }),
  };
  writer.add('TX_CONVERTIBLE_ISSUANCE', `${security}/issuance`, {
    date: data.signedOn, security_id: security, custom_id: writer.certificate('CN'), stakeholder_id: writer.holder(data.holder, data.investor, 'INSTITUTION'), convertible_type: 'NOTE', investment_amount: monetary(data.principal), seniority: 1, security_law_exemptions: [],
    conversion_triggers: future(`${security}/trigger`, mechanism, { type: 'AUTOMATIC_ON_DATE', trigger_date: data.maturesOn }), comments: ourComment({ dayCount: data.dayCount, capBase: data.capBase }),
  });
}

/** A SAFE or note that ended without shares. */
export function ended(writer: PackageWriter, id: string, amount: { amount: number; currency: string }, on: string, reason: string, repaid = false): void {
  writer.add('TX_CONVERTIBLE_CANCELLATION', `${writer.security(id)}/cancellation`, { date: on, security_id: writer.security(id), amount: monetary(amount), reason_text: reason, comments: repaid ? ourComment({ repaid }) : [] });
}

export function warrantIssued(writer: PackageWriter, data: FactOf<'WarrantIssued'>): void {
  const security = writer.security(data.warrant);
  const right = { type: 'WARRANT_CONVERSION_RIGHT', conversion_mechanism: { type: 'FIXED_AMOUNT_CONVERSION', converts_to_quantity: String(data.shares) }, converts_to_stock_class_id: writer.class(data.class) };
  writer.add('TX_WARRANT_ISSUANCE', `${security}/issuance`, {
    date: data.issuedOn, security_id: security, custom_id: writer.certificate('W'), stakeholder_id: writer.holder(data.holder, data.holderName, 'INSTITUTION'), quantity: String(data.shares), quantity_source: 'INSTRUMENT_FIXED', security_law_exemptions: [],
    exercise_price: { amount: decimal(data.strike), currency: writer.currency }, purchase_price: { amount: '0', currency: writer.currency }, ...(data.expiresOn !== undefined && { warrant_expiration_date: data.expiresOn }),
    exercise_triggers: [{ trigger_id: `${security}/trigger`, type: 'ELECTIVE_AT_WILL', conversion_right: right }], comments: ourComment({ strike: beyondDecimal(data.strike) }),
  });
}

export function warrantExercised(writer: PackageWriter, data: FactOf<'WarrantExercised'>): void {
  issue(writer, { ...data, name: data.holderName, on: data.exercisedOn });
  writer.add('TX_WARRANT_EXERCISE', `${writer.security(data.holding)}/exercise`, { date: data.exercisedOn, security_id: writer.security(data.warrant), trigger_id: `${writer.security(data.warrant)}/trigger`, resulting_security_ids: [writer.security(data.holding)] });
}

export function warrantCancelled(writer: PackageWriter, { warrant: id, cancelledOn, reason }: FactOf<'WarrantCancelled'>, state: CapitalState): void {
  const left = keyed.at(state.warrants, id)?.left.at(-1)?.shares ?? 0;
  writer.add('TX_WARRANT_CANCELLATION', `${writer.security(id)}/cancellation`, { date: cancelledOn, security_id: writer.security(id), quantity: String(left), reason_text: reason });
}

export function planAdopted(writer: PackageWriter, { plan, name, class: of, shares, adoptedOn, cancelled }: FactOf<'PlanAdopted'>): void {
  writer.add('STOCK_PLAN', writer.plan(plan), { plan_name: name, board_approval_date: adoptedOn, initial_shares_reserved: String(shares), default_cancellation_behavior: cancelled === 'retired' ? 'RETIRE' : 'RETURN_TO_POOL', stock_class_ids: [writer.class(of)] });
}

const POOL = 'plan-unallocated-pool';
/** The pool that belongs to no plan, as a plan of its own. */
function poolPlan(writer: PackageWriter, of: string, on: string): string {
  if (!writer.has(POOL)) writer.add('STOCK_PLAN', POOL, { plan_name: 'Unallocated pool', board_approval_date: on, initial_shares_reserved: '0', default_cancellation_behavior: 'RETURN_TO_POOL', stock_class_ids: [writer.class(of)], comments: ourComment({ pool: true }) });
  return POOL;
}

/** The pool has a new size from a day on, before what is granted on it: that of the evening before, with everything that sets or adds on the day. */
export function poolChanged(writer: PackageWriter, of: string, on: string, { pool, grants }: CapitalState): void {
  const shares = poolOn([{ on, set: unallocatedOn(pool, grants, addDays(on, -1)) }, ...pool.filter((change) => change.on === on)], on);
  writer.add('TX_STOCK_PLAN_POOL_ADJUSTMENT', `${POOL}/${on}`, { date: on, stock_plan_id: poolPlan(writer, of, on), shares_reserved: String(shares) });
}
