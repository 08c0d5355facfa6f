import { keyed } from '@capstan/kernel';
import { refuse } from '../../refusals.ts';
import { accelerationOrders } from '../../vesting/acceleration.ts';
import type { OcfObject } from '../reading.ts';
import { ourId } from './ids.ts';
import { ourWords } from './ours.ts';
import { as, type Session } from './session.ts';
import { moneyOf, paidFor, sharesOf, Unrecordable } from './values.ts';

/** Shares that came of an exercise, one holding each; one that the package only names holds them all. */
function parts(one: OcfObject, session: Session, shares: number, results: readonly string[]): { id: string; shares: number }[] {
  const stated = results.map((id) => ({ id, shares: session.quantity(id) }));
  if (stated.length <= 1 && stated[0]?.shares === undefined) return [{ id: stated[0]?.id ?? `${one.id}/shares`, shares }];
  const known = stated.map((s) => ({ id: s.id, shares: s.shares ?? 0 }));
  if (known.some((k) => k.shares === 0) || known.reduce((sum, k) => sum + k.shares, 0) !== shares) throw new Unrecordable(refuse('ocf-cannot-express', { value: one.type }, 'resulting_security_ids'));
  return known;
}

/** Options become shares. */
export function exercise(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity, date, resulting_security_ids: results } = as(one, 'TX_EQUITY_COMPENSATION_EXERCISE');
  const grant = ourId('grant', security);
  if (!keyed.at(session.state.grants.made, grant)) return false;
  for (const part of parts(one, session, sharesOf(quantity, 'quantity'), results)) session.run({ type: 'ExerciseGrant', grant, holding: session.begin(part.id, 'holding'), shares: part.shares, exercisedOn: date });
  return true;
}

/** Vested units become shares. */
export function release(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity, date, resulting_security_ids: results } = as(one, 'TX_EQUITY_COMPENSATION_RELEASE');
  const grant = ourId('grant', security);
  if (!keyed.at(session.state.grants.made, grant)) return false;
  for (const part of parts(one, session, sharesOf(quantity, 'quantity'), results)) session.run({ type: 'ReleaseUnits', grant, holding: session.begin(part.id, 'holding'), shares: part.shares, releasedOn: date });
  return true;
}

/** Shares under a warrant are bought: as many as the shares issued for it, or all. */
export function exerciseWarrant(one: OcfObject, session: Session): boolean {
  const { security_id: security, date, resulting_security_ids: results } = as(one, 'TX_WARRANT_EXERCISE');
  const warrant = keyed.at(session.state.warrants, ourId('warrant', security));
  if (!warrant) return false;
  const all = results.reduce((sum, id) => sum + (session.quantity(id) ?? 0), 0) || warrant.left.at(-1)!.shares;
  for (const part of parts(one, session, all, results)) {
    const issue = session.issuance(part.id);
    const paid = issue && paidFor(as(issue, 'TX_STOCK_ISSUANCE').share_price, part.shares);
    session.run({ type: 'ExerciseWarrant', warrant: warrant.warrant, holding: session.begin(part.id, 'holding'), shares: part.shares, exercisedOn: date, ...(paid && { paid }) });
  }
  return true;
}

/** A milestone was reached. */
export function vestingEvent(one: OcfObject, session: Session): boolean {
  const { security_id: security, vesting_condition_id: condition, date } = as(one, 'TX_VESTING_EVENT');
  const grant = keyed.at(session.state.grants.made, ourId('grant', security));
  if (grant?.vesting?.kind !== 'conditions') return false;
  session.run({ type: 'MeetCondition', grant: grant.grant, condition, metOn: date });
  return true;
}

/** Shares vest early. */
export function accelerate(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity, date, reason_text: reason } = as(one, 'TX_VESTING_ACCELERATION');
  const grant = ourId('grant', security);
  if (!keyed.at(session.state.grants.made, grant)) return false;
  session.run({ type: 'AccelerateGrant', grant, rule: { kind: 'shares', shares: sharesOf(quantity, 'quantity') }, order: accelerationOrders.find((order) => order === ourWords(one.value)['order']) ?? 'pro-rata', acceleratedOn: date, reason: reason.slice(0, 4000) });
  return true;
}

/** A convertible that was paid back, in our own words, or one that ends otherwise. */
export function repay(one: OcfObject, session: Session): boolean {
  const { security_id: security, amount, date } = as(one, 'TX_CONVERTIBLE_CANCELLATION');
  session.run({ type: 'RepayNote', note: ourId('note', security), repaidOn: date, paid: moneyOf(amount, 'amount') });
  return true;
}
