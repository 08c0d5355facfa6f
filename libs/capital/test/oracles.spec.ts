import { existsSync, readFileSync } from 'node:fs';
import { exact, type Rational } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { ownershipOfCap, type PricedRound, roundings } from '../src/index.ts';
import { type OracleCase, played, written } from './oracle.ts';

const golden = JSON.parse(readFileSync(new URL('rounds.json', import.meta.url), 'utf8')) as OracleCase[];
const beside = new URL('../../../../shared/oracles/cases.json', import.meta.url);
const kinds = new Set(golden.map((c) => c.kind));

type Expected = number | [number, number];
const value = (e: Expected): Rational => (Array.isArray(e) ? exact.rational(BigInt(e[0]), BigInt(e[1])) : written(e));

/** Within half a unit of the last figure a source prints, or exact where it gives a fraction. */
const agrees = (got: Rational, want: Expected, tolerance = 0) => {
  if (tolerance === 0) expect(exact.toFraction(got)).toEqual(exact.toFraction(value(want)));
  else expect(Math.abs(exact.toNumber(got) - exact.toNumber(value(want)))).toBeLessThanOrEqual(tolerance);
};

const figures = (r: PricedRound): Readonly<Record<string, Rational | undefined>> => ({
  price: r.price, pps: r.price, total: r.total, total_shares: r.total, pool_increase: r.poolIncrease, pool: r.poolIncrease, company_capitalization: r.capitalisation,
  new_shares: exact.sum(r.issued.map((i) => i.shares)), new: exact.sum(r.issued.map((i) => i.shares)),
  safe_shares: r.conversions[0]?.shares, safeA: r.conversions[0]?.shares, safeB: r.conversions[1]?.shares, post: r.conversions[0]?.shares, pre: r.conversions[1]?.shares,
  post_money: r.postMoney, conversion_price: r.conversions[0]?.price, effective_pre_money: r.shuffle.effectivePreMoney,
  mfn_ownership: r.conversions[0] && exact.div(r.conversions[0].shares, r.total),
});

function checkRound({ kind, input, expected }: OracleCase) {
  const round = played(input);
  const known = figures(round);
  const printed = kind === 'priced_round_convention' && input['shares'] === 1_000_000;
  const exactly = Object.keys(expected).filter((name) => known[name] !== undefined);
  expect(exactly.length + ('total_shares_rounded' in expected ? 1 : 0)).toBeGreaterThan(0);
  for (const name of exactly) agrees(known[name]!, expected[name] as Expected, printed ? (name.includes('price') ? 0.01 : 1) : 0);
  if ('naive_price' in expected) agrees(round.shuffle.priceWithoutIncrease, expected['naive_price'] as number, 0.005);
  if ('total_shares_rounded' in expected) expect(exact.round(round.total, 'half-up')).toBe(BigInt(expected['total_shares_rounded'] as number));
  if ('guide_prints' in expected) checkGuide(round, expected['guide_prints'] as Record<string, number>);
}

function checkGuide(round: PricedRound, prints: Record<string, number>) {
  const known = figures(round);
  const pairs = [['cap', 'company_capitalization'], ['A', 'safeA'], ['B', 'safeB'], ['price', 'price'], ['new', 'new_shares'], ['total', 'total']] as const;
  for (const [name, figure] of pairs) agrees(known[figure]!, prints[name]!, Math.max(1, prints[name]!) * 1e-4);
}

function checkOwnership({ input, expected }: OracleCase) {
  const pairs = (input['safes'] ?? (input['purchase'] as number[]).map((p) => [p, input['post_money_cap']])) as [number, number][];
  const owned = pairs.map(([amount, cap]) => ownershipOfCap(written(amount), written(cap)));
  (expected['ownership_pct_approx'] as number[]).forEach((pct, i) => agrees(owned[i]!, pct / 100, 0.001));
}

/** Before the series money, the pre-money SAFE owns its shares of the company capitalisation; this source rounds prices up to 5 places. */
function checkPreMoneySafe({ input, expected }: OracleCase) {
  const round = played(input, roundings.lawyers);
  agrees(exact.div(round.conversions[2]!.shares, round.capitalisation), expected['pre_safe_ownership_before_series'] as number, 1e-8);
}

const check = (one: OracleCase) => (one.kind === 'safe_ownership' ? checkOwnership(one) : one.kind === 'pre_money_safe' ? checkPreMoneySafe(one) : checkRound(one));

test.each(golden)('$id ($kind) agrees with its source', (one) => {
  expect(one.source).not.toBe('');
  check(one);
});

const there = existsSync(beside);
test.skipIf(!there)(`every case of these kinds beside the repository agrees${there ? '' : ' (skipped: ../shared is not here)'}`, () => {
  const { cases } = JSON.parse(readFileSync(beside, 'utf8')) as { cases: OracleCase[] };
  const ours = cases.filter((c) => kinds.has(c.kind));
  expect(ours.length).toBeGreaterThanOrEqual(golden.length);
  for (const one of ours) check(one);
});
