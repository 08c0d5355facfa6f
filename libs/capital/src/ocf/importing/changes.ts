import { isRefusal, keyed } from '@capstan/kernel';
import { refuse } from '../../refusals.ts';
import { outstandingOn } from '../../grants/outstanding.ts';
import { sharesNow } from '../../securities/movements.ts';
import type { TerminationReason } from '../../grants/facts.ts';
import { numeric } from '../primitives.ts';
import type { OcfObject } from '../reading.ts';
import { ourId } from './ids.ts';
import { begin } from './issuances.ts';
import { ourWords } from './ours.ts';
import { as, type Session } from './session.ts';
import { paidFor, sharesOf, Unrecordable } from './values.ts';

interface About { security_id: string; date: string; resulting_security_ids?: string[]; balance_security_id?: string | undefined }

/** Securities that an object says came out of it, the balance last. Empty ids are none. */
export const outcomes = ({ resulting_security_ids: results = [], balance_security_id: balance, resulting_security_id: one }: { resulting_security_ids?: string[]; balance_security_id?: string | undefined; resulting_security_id?: string | undefined }): string[] =>
  [...results, ...(one ? [one] : []), ...(balance ? [balance] : [])].filter((id) => id !== '');

const held = (session: Session, security: string) => keyed.at(session.state.stakes, ourId('holding', security));
const has = (table: 'warrants' | 'safes' | 'notes', session: Session, id: string): boolean => keyed.at<unknown>(session.state[table], id) !== undefined;
const cannot = (one: OcfObject) => new Unrecordable(refuse('ocf-cannot-express', { value: one.type }));

/** Ends what is left of a security, whatever it is; false where it never was more than a statement. */
function end(security: string, day: string, reason: string, session: Session): boolean {
  const text = reason.slice(0, 4000);
  const [holding, grant, warrant, safe, note] = (['holding', 'grant', 'warrant', 'safe', 'note'] as const).map((kind) => ourId(kind, security)) as [string, string, string, string, string];
  if (keyed.at(session.state.stakes, holding)) session.run({ type: 'CancelShares', holding, rest: ourId('holding', `${security}/rest`), cancelledOn: day, reason: text });
  else if (keyed.at(session.state.grants.made, grant)) session.run({ type: 'CancelGrant', grant, cancelledOn: day, reason: text });
  else if (has('warrants', session, warrant)) session.run({ type: 'CancelWarrant', warrant, cancelledOn: day, reason: text });
  else if (has('safes', session, safe)) session.run({ type: 'CancelSafe', safe, cancelledOn: day, reason: text });
  else if (has('notes', session, note)) session.run({ type: 'CancelNote', note, cancelledOn: day, reason: text });
  else return false;
  return true;
}

/** One security ends and others begin in its place: reissued, converted, transferred in parts, exchanged. */
export function exchange(one: OcfObject, session: Session, reason: string): boolean {
  const stated = one.value as unknown as About;
  if (!end(stated.security_id, stated.date, `${reason} (${one.id})`, session)) return false;
  for (const id of outcomes(stated)) if (!session.begun.has(id)) beginStated(id, one, session);
  return true;
}

function beginStated(security: string, one: OcfObject, session: Session): void {
  const issue = session.issuance(security);
  if (!issue || !begin(issue, session)) throw cannot(one);
}

/** Securities consolidated into one. */
export function consolidate(one: OcfObject, session: Session): boolean {
  const { security_ids: ids, resulting_security_id: into, date } = as(one, 'TX_STOCK_CONSOLIDATION');
  const ended = ids.filter((id) => end(id, date, `consolidated (${one.id})`, session));
  if (ended.length > 0) beginStated(into, one, session);
  return ended.length > 0;
}

/** All or part of a security is cancelled; what stays goes on under an id of its own where the package gives it one. */
export function cancel(one: OcfObject, session: Session): boolean {
  const { security_id: security, date, balance_security_id: balance } = one.value as unknown as About;
  const reason = typeof one.value['reason_text'] === 'string' ? one.value['reason_text'] : one.type;
  const holding = held(session, security);
  if (holding) {
    const shares = sharesOf(one.value['quantity'] as string, 'quantity');
    const rest = sharesNow(holding) - shares;
    if (rest > 0 && !balance) throw cannot(one);
    session.run({ type: 'CancelShares', holding: holding.holding, shares, rest: balanceId(one, session, rest), cancelledOn: date, reason: reason.slice(0, 4000) });
    return true;
  }
  const grant = keyed.at(session.state.grants.made, ourId('grant', security));
  if (grant && !balance) return cancelGrant(one, session, grant.grant, outstandingOn(grant, date), date, reason);
  return exchange(one, session, reason);
}

/** A cancellation without balance: of all that is left, or of what had not vested when the work ended. */
function cancelGrant(one: OcfObject, session: Session, grant: string, left: number, date: string, reason: string): boolean {
  const words = ourWords(one.value);
  const stated = one.value['quantity'] as string;
  // Whoever leaves with everything vested forfeits nothing, and our own exports say so.
  const shares = words['terminated'] !== undefined && numeric(stated).num === 0n ? 0 : sharesOf(stated, 'quantity');
  if (shares === left && words['terminated'] === undefined) {
    session.run({ type: 'CancelGrant', grant, cancelledOn: date, reason: reason.slice(0, 4000) });
    return true;
  }
  const { reason: why, exercisableUntil } = (words['terminated'] ?? {}) as { reason?: TerminationReason; exercisableUntil?: string };
  session.run({ type: 'TerminateGrant', grant, lastDay: date, reason: why ?? 'VOLUNTARY_OTHER', ...(exercisableUntil !== undefined && { exercisableUntil }) });
  const forfeited = keyed.at(session.state.grants.made, grant)?.termination?.forfeited;
  if (forfeited !== shares) throw cannot(one);
  return true;
}

/** The id of what stays. Its issuance must state what is left, or the table would come to something else than the package says. */
function balanceId(one: OcfObject, session: Session, left: number): string {
  const { balance_security_id: balance } = one.value as unknown as About;
  if (!balance || left === 0) return ourId('holding', `${one.id}/rest`);
  const stated = session.quantity(balance);
  if (stated !== undefined && stated !== left) throw new Unrecordable(refuse('ocf-cannot-express', { value: `${balance}: ${stated} ≠ ${left}` }, 'balance_security_id'));
  return session.begin(balance, 'holding');
}

/** The company buys shares back. */
export function repurchase(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity, price, date, consideration_text: text } = as(one, 'TX_STOCK_REPURCHASE');
  const holding = held(session, security);
  if (!holding) return false;
  const shares = sharesOf(quantity, 'quantity');
  const paid = paidFor(price, shares);
  session.run({ type: 'RepurchaseShares', holding: holding.holding, shares, rest: balanceId(one, session, sharesNow(holding) - shares), repurchasedOn: date, reason: (text ?? '').slice(0, 4000), ...(paid && { paid }) });
  return true;
}

/** Shares change hands, to one holder or to several one after the other. */
export function transfer(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity, date, resulting_security_ids: results } = as(one, 'TX_STOCK_TRANSFER');
  const holding = held(session, security);
  if (!holding) return exchange(one, session, 'transferred');
  let left = sharesNow(holding) - sharesOf(quantity, 'quantity') + results.reduce((sum, id) => sum + (session.quantity(id) ?? 0), 0);
  let from = holding.holding;
  if (left !== sharesNow(holding)) throw cannot(one);
  for (const [i, id] of results.entries()) {
    const issue = session.issuance(id);
    if (!issue) throw cannot(one);
    const { stakeholder_id: to } = as(issue, 'TX_STOCK_ISSUANCE');
    const { name, newHolder } = session.holder(to);
    const shares = session.quantity(id)!;
    left -= shares;
    const last = i === results.length - 1;
    const rest = last ? balanceId(one, session, left) : ourId('holding', `${one.id}/rest${i}`);
    session.run({ type: 'TransferShares', holding: from, to: name, newHolder, shares, moved: session.begin(id, 'holding'), rest, transferredOn: date });
    from = rest;
  }
  return true;
}

/** Shares become shares of another class: as the terms of the class say, or else as the package states the outcome. */
export function convert(one: OcfObject, session: Session): boolean {
  const { security_id: security, quantity_converted: quantity, date, resulting_security_ids: [into, another] } = as(one, 'TX_STOCK_CONVERSION');
  const holding = held(session, security);
  if (!holding) return false;
  const shares = sharesOf(quantity, 'quantity_converted');
  const left = sharesNow(holding) - shares;
  if (into !== undefined && another === undefined && convertedByTerms(one, session, holding.holding, shares, into)) return true;
  session.run({ type: 'CancelShares', holding: holding.holding, shares, rest: balanceId(one, session, left), cancelledOn: date, reason: `converted (${one.id})` });
  for (const id of outcomes({ resulting_security_ids: as(one, 'TX_STOCK_CONVERSION').resulting_security_ids })) if (!session.begun.has(id)) beginStated(id, one, session);
  return true;
}

/** Converts as the class promises, where that gives the shares that the package states. */
function convertedByTerms(one: OcfObject, session: Session, holding: string, shares: number, into: string): boolean {
  const { date, balance_security_id: balance } = as(one, 'TX_STOCK_CONVERSION');
  const asked = { type: 'ConvertShares', holding, shares, into: ourId('holding', into), rest: ourId('holding', balance ? balance : `${one.id}/rest`), convertedOn: date } as const;
  const tried = session.would(asked);
  if (isRefusal(tried)) return false;
  const [fact] = tried;
  if (fact?.type !== 'SharesConverted' || fact.data.shares !== session.quantity(into) || fact.data.class !== session.class(session.issuance(into)!.value['stock_class_id'] as string)) return false;
  session.run(asked);
  session.begun.add(into);
  if (balance) session.begun.add(balance);
  return true;
}
