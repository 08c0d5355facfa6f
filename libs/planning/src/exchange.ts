import { type Day, type Money, exact, minorDigits, money } from '@capstan/kernel';

export interface DatedRate { readonly from: string; readonly to: string; readonly on: Day; /** Decimal text: units of `to` for one of `from`. */ readonly rate: string }

/** The exchange rate that holds on a day: the latest seen on or before it, straight or inverted. Undefined when there is none: unknown is never 1 and never 0. */
export function rateOn(rates: readonly DatedRate[], from: string, to: string, on: Day): exact.Rational | undefined {
  if (from === to) return exact.ONE;
  let latest: DatedRate | undefined;
  for (const r of rates) {
    const fits = (r.from === from && r.to === to) || (r.from === to && r.to === from);
    if (fits && r.on <= on && (!latest || r.on >= latest.on)) latest = r;
  }
  const value = latest && exact.parseDecimal(latest.rate);
  return value && (latest!.from === from ? value : exact.div(exact.ONE, value));
}

/** An amount in another currency, exact until the last step (half-up); null without a rate. */
export function convert(amount: Money, to: string, on: Day, rates: readonly DatedRate[]): Money | null {
  if (amount.currency === to) return amount;
  const rate = rateOn(rates, amount.currency, to, on);
  if (!rate) return null;
  const shift = minorDigits(to) - minorDigits(amount.currency);
  const scale = shift >= 0 ? exact.rational(10n ** BigInt(shift)) : exact.rational(1n, 10n ** BigInt(-shift));
  return money(Number(exact.round(exact.mul(exact.mul(exact.rational(amount.amount), rate), scale), 'half-up')), to);
}

/** The sum in one currency: null as soon as one amount has no rate, with the list of currencies that lack one. */
export function totalIn(to: string, amounts: readonly { amount: Money; on: Day }[], rates: readonly DatedRate[]): { total: Money | null; missing: string[] } {
  let sum = 0;
  const missing = new Set<string>();
  for (const { amount, on } of amounts) {
    const converted = convert(amount, to, on, rates);
    if (converted) sum += converted.amount;
    else missing.add(amount.currency);
  }
  return { total: missing.size > 0 ? null : money(sum, to), missing: [...missing].sort() };
}
