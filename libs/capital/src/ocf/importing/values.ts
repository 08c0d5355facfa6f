import { exact, type Fraction, Label, minorDigits, type Money, moneyFrom, type Refusal } from '@capstan/kernel';
import { refuse } from '../../refusals.ts';
import { type Monetary, numeric } from '../primitives.ts';

/** Thrown inside an import when an object states something that cannot be recorded as stated; caught where the object is played. */
export class Unrecordable extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** A whole number of shares above zero. */
export function sharesOf(text: string, field: string): number {
  const value = numeric(text);
  if (value.den !== 1n || value.num <= 0n || value.num > BigInt(Number.MAX_SAFE_INTEGER)) throw new Unrecordable(refuse('ocf-shares-not-whole', { field, value: text }, field));
  return Number(value.num);
}

const minor = ({ amount, currency }: Monetary) => exact.mul(numeric(amount), exact.rational(10 ** minorDigits(currency)));

/** Money of exactly this amount. */
export function moneyOf(money: Monetary, field: string): Money {
  const units = minor(money);
  if (units.den !== 1n) throw new Unrecordable(refuse('ocf-amount-too-fine', { field, value: money.amount }, field));
  return moneyFrom(units, money.currency);
}

/** What shares cost in all, to the minor unit; undefined at a price of zero, which is how unknown prices are written. */
export function paidFor(price: Monetary, shares: number): Money | undefined {
  const units = exact.mul(minor(price), exact.rational(shares));
  return units.num > 0n ? moneyFrom(units, price.currency) : undefined;
}

export const fractionOf = (text: string): Fraction => exact.toFraction(numeric(text));
export const ratioOf = ({ numerator, denominator }: { numerator: string; denominator: string }): Fraction => exact.toFraction(exact.div(numeric(numerator), numeric(denominator)));

const PLACES = 18;
/** Decimal text without the zeros at its end. */
export const decimalOf = (text: string): string => exact.toDecimal(numeric(text), PLACES).replace(/\.?0+$/, '');

export function labelOf(text: string, field: string): string {
  const label = Label.safeParse(text);
  if (!label.success) throw new Unrecordable(refuse('ocf-name-unusable', { field, value: text.slice(0, 40) }, field));
  return label.data;
}
