import { ownershipOfCap, type PricedRound, priceRound, type RoundingPolicy, roundings } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { approximate, either, type Figure, type Figures, isRational, named, printed, written } from '../figure.ts';
import { allRead } from './all-read.ts';
import { safesOf, sharesOf, termsOf } from './round-terms.ts';

const HUNDRED = exact.rational(100);
const percent = (part: Rational): Rational => exact.mul(part, HUNDRED);

function play(input: Shaped, rounding?: RoundingPolicy): PricedRound {
  const result = priceRound({ ...termsOf(input), ...(rounding && { rounding }) });
  if (result.kind !== 'priced') throw new Error(result.kind);
  return result;
}

/** One value as it is; several as their list or as their sum. */
const oneOrAll = (values: readonly Rational[], whole?: Rational): Figure => (values.length === 1 ? values[0] : either([...values], whole ?? exact.sum(values)));

function figures(input: Shaped): Figures {
  const round = play(input);
  const issued = exact.sum(round.issued.map((i) => i.shares));
  const { pool, unallocated, existing } = sharesOf(input);
  const whole = termsOf(input).rounding?.shares === null;
  return {
    ...named(round.price, 'price', 'pps', 'series_price', 'price_per_share', 'share_price', 'round_price'),
    ...named(round.total, 'total', 'total_shares', 'fully_diluted', 'post_round_shares'),
    ...named(round.poolIncrease, 'pool_increase', 'pool_increase_shares', 'pool_added', 'additional_options'),
    ...named(exact.add(pool, round.poolIncrease), 'pool', 'pool_total', 'total_options'),
    ...named(exact.add(unallocated, round.poolIncrease), 'pool_unallocated', 'unallocated'),
    ...named(round.capitalisation, 'company_capitalization', 'company_capitalisation', 'capitalization', 'post_money_shares'),
    pre_money_shares: exact.add(existing, round.poolIncrease),
    ...named(issued, 'new_shares', 'new'),
    ...named(whole ? round.postMoney : printed(exact.mul(round.price, round.total)), 'post_money', 'post_money_value', 'post_money_valuation'),
    series_shares: oneOrAll(round.issued.map((i) => i.shares)),
    effective_pre_money: round.shuffle.effectivePreMoney, naive_price: printed(round.shuffle.priceWithoutIncrease),
    ...ofSafes(input, round), ...owned(input, round), ...letters(round, ''), guide_prints: guide(round),
  };
}

function ofSafes(input: Shaped, round: PricedRound): Figures {
  const safes = safesOf(input);
  const sharesWhere = (is: (i: number) => boolean) => exact.sum(round.conversions.filter((_, i) => is(i)).map((c) => c.shares));
  const mfn = sharesWhere((i) => safes[i]?.elects !== undefined || safes[i]?.mfn === true || safes[i]?.type === 'mfn');
  const pre = sharesWhere((i) => safes[i]?.type?.startsWith('pre') === true);
  const all = round.conversions.map((c) => c.shares);
  const discounted = safes.flatMap(({ discount }) => (discount ? [exact.mul(round.price, exact.sub(exact.ONE, written(discount)))] : []));
  return {
    ...(discounted.length > 0 && { discount_price: oneOrAll(discounted) }),
    ...named(oneOrAll(all), 'safe_shares', 'conversion_shares'), safe_total: exact.sum(all),
    ...named(oneOrAll(round.conversions.map((c) => c.price)), 'conversion_price', 'safe_price', 'conversion_prices', 'safe_prices'),
    pre, post: exact.sub(exact.sum(all), pre), mfn_shares: mfn, mfn_ownership: exact.div(mfn, round.total), mfn_ownership_pct: percent(exact.div(mfn, round.total)),
  };
}

/** Parts of everything after the round: those already in, each SAFE, the pool, the new money. */
function owned(input: Shaped, round: PricedRound): Figures {
  const part = (shares: Rational) => exact.div(shares, round.total);
  const { holders, pool, existing } = sharesOf(input);
  const terms = safesOf(input);
  const isPre = (i: number) => terms[i]?.type?.startsWith('pre') === true;
  const safes = round.conversions.map((c) => part(c.shares));
  const [esop, fresh] = [part(exact.add(pool, round.poolIncrease)), part(exact.sum(round.issued.map((i) => i.shares)))];
  const rows = [part(exact.add(existing, round.poolIncrease)), ...safes, fresh];
  const withPool = [part(holders), ...safes, esop, fresh];
  const byName: Figures = {
    ...named(part(holders), 'founders', 'common', 'existing'), ...named(oneOrAll(safes), 'safe', 'safes'), ...named(esop, 'esop', 'pool', 'options'), ...named(fresh, 'new', 'series', 'investors'),
    ...named(exact.sum(safes.filter((_, i) => isPre(i))), 'pre', 'pre_money_safes'), ...named(exact.sum(safes.filter((_, i) => !isPre(i))), 'post', 'post_money_safes'),
    ...Object.fromEntries(round.conversions.map((c, i) => [c.id, safes[i]!])), ...letters(round, '', part),
  };
  return { ownership: either(rows, withPool, byName), ownership_pct: either(rows.map(percent), withPool.map(percent), Object.fromEntries(Object.entries(byName).map(([name, value]) => [name, inPercent(value)]))) };
}

const inPercent = (value: Figure): Figure => (isRational(value) ? percent(value) : undefined);

/** `safeA`, `safeB`…: the SAFEs in the order of the case. */
const letters = (round: PricedRound, prefix: string, of: (shares: Rational) => Rational = (s) => s): Figures =>
  Object.fromEntries(round.conversions.map((c, i) => [`${prefix === '' ? 'safe' : prefix}${String.fromCodePoint(65 + i)}`, of(c.shares)]));

/** What a guide prints of the round: it rounds prices and shares on the way. */
function guide(round: PricedRound): Figure {
  const issued = exact.sum(round.issued.map((i) => i.shares));
  const prices = round.conversions.map((c, i) => [`safe_price_${String.fromCodePoint(65 + i)}`, c.price] as const);
  const shares = round.conversions.map((c, i) => [String.fromCodePoint(65 + i), c.shares] as const);
  return approximate({ cap: round.capitalisation, price: round.price, new: issued, total: round.total, pool_increase: round.poolIncrease, post_money: round.postMoney, ...Object.fromEntries([...prices, ...shares]) });
}

/** What SAFEs own before any round: amount over cap. */
function safeOwnership(input: Shaped): Figures {
  const cap = input['post_money_cap'] ?? input['cap'];
  const bought = input['purchase'] ?? input['amount'];
  const pairs = (input['safes'] as unknown[] | undefined)?.map((one) => (Array.isArray(one) ? one : [(one as Shaped)['amount'], (one as Shaped)['cap']]) as [unknown, unknown])
    ?? [bought].flat().map((amount) => [amount, cap] as const);
  const parts = pairs.map(([amount, most]) => ownershipOfCap(written(amount), written(most)));
  const total = exact.sum(parts);
  const all = (values: Rational[]): Figure => either(values, exact.sum(values));
  return { ownership: all(parts), ownership_pct: all(parts.map(percent)), total: either(percent(total), total), total_pct: percent(total), founders_pct: percent(exact.sub(exact.ONE, total)) };
}

/** Before the series money the pre-money SAFE owns its shares of the company capitalisation; this source rounds prices up to 5 places. */
function preMoneySafe(input: Shaped): Figures {
  const round = play(input, roundings.lawyers);
  const safes = safesOf(input);
  const part = (pre: boolean) => oneOrAll(round.conversions.filter((_, i) => (safes[i]?.type?.startsWith('pre') === true) === pre).map((c) => exact.div(c.shares, round.capitalisation)));
  return { ...figures(input), pre_safe_ownership_before_series: part(true), post_safe_ownership_before_series: part(false) };
}

const round: Engine = ({ input }: OracleCase) => figures(input);

export const roundKinds: Readonly<Record<string, Engine>> = allRead({
  safe_ownership: ({ input }) => safeOwnership(input),
  priced_round: round, priced_round_mixed_safes: round, priced_round_convention: round, discount_safe: round, mixed_pre_post: round, mfn_safe: round, option_pool_shuffle: round,
  pre_money_safe: ({ input }) => preMoneySafe(input),
});
