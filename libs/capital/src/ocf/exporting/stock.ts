import { exact, keyed, type Money } from '@capstan/kernel';
import type { CapitalFact, RoundClosed } from '../../events.ts';
import { sharesNow, type Stake } from '../../securities/movements.ts';
import type { CapitalState } from '../../state.ts';
import { ourComment } from '../importing/ours.ts';
import { decimal, monetary, type PackageWriter } from './writer.ts';

type FactOf<T extends CapitalFact['type']> = Extract<CapitalFact, { type: T }>['data'];
export interface Issued { readonly holding: string; readonly holder: string; readonly name: string; readonly class: string; readonly shares: number; readonly on: string; readonly paid?: Money | undefined }

/** Per share, to ten places. A price of 0 is how an unknown one is written: the format asks for one. */
const priceOf = (paid: Money | undefined, shares: number, currency: string) =>
  paid ? { amount: decimal(exact.toFraction(exact.div(exact.parseDecimal(monetary(paid).amount)!, exact.rational(shares)))), currency: paid.currency } : { amount: '0', currency };

/** Shares in somebody's hand: an issuance, also of those that a transfer or a conversion brought about. */
export function issue(writer: PackageWriter, { holding, holder, name, class: of, shares, on, paid }: Issued): void {
  const security = writer.security(holding);
  writer.add('TX_STOCK_ISSUANCE', `${security}/issuance`, {
    date: on, security_id: security, custom_id: writer.certificate('CS'), stakeholder_id: writer.holder(holder, name, 'INDIVIDUAL'), stock_class_id: writer.class(of), share_price: priceOf(paid, shares, writer.currency),
    quantity: String(shares), stock_legend_ids: [], security_law_exemptions: [],
  });
}

const from = (stake: Stake, holding: string, shares: number, on: string): Issued => ({ holding, holder: stake.holder, name: stake.name, class: stake.class, shares, on });

/** What is left of a holding goes on under an id of its own. */
function balance(writer: PackageWriter, stake: Stake, rest: string | undefined, gone: number, on: string): { balance_security_id?: string } {
  if (rest === undefined) return {};
  issue(writer, from(stake, rest, sharesNow(stake) - gone, on));
  return { balance_security_id: writer.security(rest) };
}

export function issued(writer: PackageWriter, data: FactOf<'SharesIssued'>): void {
  issue(writer, { ...data, name: data.holderName, on: data.issuedOn });
}

export function cancelled(writer: PackageWriter, data: FactOf<'SharesCancelled'>, state: CapitalState): void {
  const stake = keyed.at(state.stakes, data.holding)!;
  const shares = data.shares ?? sharesNow(stake);
  writer.add('TX_STOCK_CANCELLATION', `${writer.security(data.holding)}/cancellation`, { date: data.cancelledOn, security_id: writer.security(data.holding), quantity: String(shares), reason_text: data.reason, ...balance(writer, stake, data.rest, shares, data.cancelledOn) });
}

export function repurchased(writer: PackageWriter, data: FactOf<'SharesRepurchased'>, state: CapitalState): void {
  const stake = keyed.at(state.stakes, data.holding)!;
  writer.add('TX_STOCK_REPURCHASE', `${writer.security(data.holding)}/repurchase`, {
    date: data.repurchasedOn, security_id: writer.security(data.holding), quantity: String(data.shares), price: priceOf(data.paid, data.shares, writer.currency), consideration_text: data.reason, ...balance(writer, stake, data.rest, data.shares, data.repurchasedOn),
  });
}

export function transferred(writer: PackageWriter, data: FactOf<'SharesTransferred'>, state: CapitalState): void {
  const stake = keyed.at(state.stakes, data.holding)!;
  issue(writer, { ...from(stake, data.moved, data.shares, data.transferredOn), holder: data.to, name: data.toName });
  writer.add('TX_STOCK_TRANSFER', `${writer.security(data.holding)}/transfer`, {
    date: data.transferredOn, security_id: writer.security(data.holding), quantity: String(data.shares), resulting_security_ids: [writer.security(data.moved)], ...balance(writer, stake, data.rest, data.shares, data.transferredOn),
  });
}

export function converted(writer: PackageWriter, data: FactOf<'SharesConverted'>, state: CapitalState): void {
  const stake = keyed.at(state.stakes, data.holding)!;
  issue(writer, { ...from(stake, data.into, data.shares, data.convertedOn), class: data.class });
  writer.add('TX_STOCK_CONVERSION', `${writer.security(data.holding)}/conversion`, {
    date: data.convertedOn, security_id: writer.security(data.holding), quantity_converted: String(data.given), resulting_security_ids: [writer.security(data.into)], ...balance(writer, stake, data.rest, data.given, data.convertedOn),
  });
}

export function split(writer: PackageWriter, { class: of, ratio, splitOn, rounding, pool }: FactOf<'SharesSplit'>): void {
  writer.add('TX_STOCK_CLASS_SPLIT', `${writer.class(of)}/split/${splitOn}`, { date: splitOn, stock_class_id: writer.class(of), split_ratio: { numerator: ratio[0], denominator: ratio[1] }, comments: ourComment({ rounding, pool: pool === true }) });
}

/** A round: its shares, the conversions of its SAFEs and notes, and which of them were one financing. */
export function round(writer: PackageWriter, { round: id, name, closedOn, issued: bought, converted: safes, convertedNotes: notes }: RoundClosed): void {
  const there = [...bought.filter((i) => i.shares > 0).map((i) => ({ ...i, from: undefined as string | undefined })), ...safes.map((s) => ({ ...s, from: s.safe })), ...notes.map((n) => ({ ...n, from: n.note }))];
  const investors = there.map((i) => ({ ...i, stakeholder: writer.holder(i.holder, i.investor, 'INSTITUTION') }));
  for (const i of investors) {
    if (i.shares > 0) issue(writer, { holding: i.holding, holder: i.holder, name: i.investor, class: i.class, shares: i.shares, on: closedOn, paid: i.amount });
    if (i.from !== undefined) {
      writer.add('TX_CONVERTIBLE_CONVERSION', `${writer.security(i.from)}/conversion`, { date: closedOn, security_id: writer.security(i.from), trigger_id: `${writer.security(i.from)}/trigger`, reason_text: name, resulting_security_ids: i.shares > 0 ? [writer.security(i.holding)] : [] });
    }
  }
  writer.add('FINANCING', id, { name, date: closedOn, issuance_ids: there.filter((i) => i.shares > 0).map((i) => `${writer.security(i.holding)}/issuance`) });
}
