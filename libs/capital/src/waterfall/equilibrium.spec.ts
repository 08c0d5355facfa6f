import { exact, type Rational } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakPoints, type ExitTerms, payoutsAt, payoutsGiven, type PreferredTerms, waterfallCurve } from './index.ts';

const { compare, sub, mul, rational } = exact;
const fractions = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 })).map(([n, d]) => rational(n, d));
const preferred = (id: string): fc.Arbitrary<PreferredTerms> => fc.record({
  id: fc.constant(id), shares: fractions, invested: fractions, multiple: fc.constantFrom(rational(1), rational(3, 2), rational(3)), seniority: fc.integer({ min: 1, max: 3 }),
  participation: fc.constantFrom('none', 'none', 'full', 'capped'), participationCap: fc.constantFrom(rational(1), rational(2), rational(7, 2)), conversionRatio: fc.constantFrom(rational(1), rational(4, 3)),
});
const company: fc.Arbitrary<ExitTerms> = fc.integer({ min: 0, max: 6 }).chain((n) => fc.record({
  ahead: fc.array(fractions, { maxLength: 2 }).map((all) => all.map((amount, i) => ({ id: `loan${i}`, amount }))),
  common: fractions.map((shares) => [{ id: 'common', shares }]),
  preferred: fc.tuple(...Array.from({ length: n }, (_, i) => preferred(`P${i}`))),
  options: fc.array(fc.record({ shares: fractions, strike: fractions }), { maxLength: 3 }).map((all) => all.map((o, i) => ({ id: `options${i}`, ...o }))),
}));
const exits = fc.integer({ min: 0, max: 3000 }).map((n) => rational(n, 7));
const cases = fc.tuple(company, exits);

const curveOf = (terms: ExitTerms) => {
  const curve = waterfallCurve(terms);
  if (curve.kind !== 'curve') throw new Error(curve.kind);
  return curve;
};
const amounts = (terms: ExitTerms, exit: Rational) => new Map(payoutsAt(curveOf(terms), exit).payouts.map((p) => [p.id, p.amount]));
const convertingAt = (terms: ExitTerms, exit: Rational) => new Set(payoutsAt(curveOf(terms), exit).payouts.filter((p) => p.choice === 'converts').map((p) => p.id));
const toggled = (set: ReadonlySet<string>, id: string) => new Set(set.has(id) ? [...set].filter((x) => x !== id) : [...set, id]);
const gains = (terms: ExitTerms, exit: Rational, converting: ReadonlySet<string>): boolean => {
  const now = payoutsGiven(terms, exit, converting);
  return (terms.preferred ?? []).some(({ id }) => compare(payoutsGiven(terms, exit, toggled(converting, id)).get(id)!, now.get(id)!) > 0);
};
const holds = (law: (terms: ExitTerms, exit: Rational) => void) => fc.assert(fc.property(cases, ([terms, exit]) => { law(terms, exit); }), { numRuns: 250, seed: 3 });

test('payouts sum to exactly the exit value', () => holds((terms, exit) => {
  expect(exact.toFraction(exact.sum(amounts(terms, exit).values()))).toEqual(exact.toFraction(exit));
}));

test('nobody gets less from a higher exit, and nobody less than nothing', () => fc.assert(fc.property(company, exits, exits, (terms, a, b) => {
  const [low, high] = [amounts(terms, exact.min(a, b)), amounts(terms, exact.max(a, b))];
  for (const [id, amount] of low) expect([compare(amount, exact.ZERO) >= 0, compare(high.get(id)!, amount) >= 0]).toEqual([true, true]);
}), { numRuns: 250, seed: 5 }));

test('no class does better by changing only its own choice', () => holds((terms, exit) => expect(gains(terms, exit, convertingAt(terms, exit))).toBe(false)));

test('the payouts are those of the choices made', () => holds((terms, exit) => {
  const given = payoutsGiven(terms, exit, convertingAt(terms, exit));
  for (const [id, amount] of amounts(terms, exit)) expect([id, exact.toFraction(given.get(id)!)]).toEqual([id, exact.toFraction(amount)]);
}));

test('every equilibrium among all 2^n choices pays the same (up to six classes, tried one by one)', () => fc.assert(fc.property(cases, ([terms, exit]) => {
  const ids = (terms.preferred ?? []).map((p) => p.id);
  const solved = amounts(terms, exit);
  let found = 0;
  for (let mask = 0; mask < 2 ** ids.length; mask++) {
    const converting = new Set(ids.filter((_, i) => mask & (1 << i)));
    if (gains(terms, exit, converting)) continue;
    found += 1;
    for (const [id, amount] of payoutsGiven(terms, exit, converting)) expect([id, exact.toFraction(amount)]).toEqual([id, exact.toFraction(solved.get(id)!)]);
  }
  expect(found).toBeGreaterThan(0);
}), { numRuns: 120, seed: 7 }));

test('everything k times as large pays k times as much', () => holds((terms, exit) => {
  const k = rational(7, 3);
  const scaled: ExitTerms = {
    ahead: terms.ahead!.map((a) => ({ ...a, amount: mul(k, a.amount) })), common: terms.common,
    preferred: terms.preferred!.map((p) => ({ ...p, invested: mul(k, p.invested) })), options: terms.options!.map((o) => ({ ...o, strike: mul(k, o.strike) })),
  };
  const [one, times] = [amounts(terms, exit), amounts(scaled, mul(k, exit))];
  for (const [id, amount] of one) expect(exact.toFraction(times.get(id)!)).toEqual(exact.toFraction(mul(k, amount)));
}));

test('between break points payouts are straight lines, and at each one some line bends', () => holds((terms) => {
  const curve = curveOf(terms);
  const marks = [exact.ZERO, ...breakPoints(curve).map((b) => b.exit)];
  const slope = (a: Rational, b: Rational) => { const [x, y] = [amounts(terms, a), amounts(terms, b)]; return [...x].map(([id, v]) => exact.toFraction(exact.div(sub(y.get(id)!, v), sub(b, a))).join('/')); };
  const lines = marks.map((from, i) => {
    const to = marks[i + 1] ?? exact.add(from, rational(10));
    const middle = exact.div(exact.add(from, to), rational(2));
    if (exact.equal(from, to)) return [];
    expect(slope(from, middle)).toEqual(slope(middle, to));
    return slope(from, to);
  });
  lines.slice(1).forEach((line, i) => { expect(line).not.toEqual(lines[i]); });
}));

test('a hundred classes are solved as exactly', () => {
  const many: ExitTerms = { common: [{ id: 'common', shares: rational(1000) }], preferred: Array.from({ length: 100 }, (_, i) => ({ id: `P${i}`, shares: rational(10 + i), invested: rational(1000 + ((i * 37) % 101) * 50), seniority: 1 + (i % 5) })) };
  const exit = rational(900_000);
  expect(exact.toFraction(exact.sum(amounts(many, exit).values()))).toEqual(exact.toFraction(exit));
  expect(gains(many, exit, convertingAt(many, exit))).toBe(false);
});
