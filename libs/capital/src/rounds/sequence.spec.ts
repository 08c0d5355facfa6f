import { exact, type Rational } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOf, conventions, dilution, grouped, partAt, type PlannedRound, playRounds, protections, roundings, type StartTable } from '../index.ts';

const whole = (n: number) => exact.rational(n);
const million = (n: number) => whole(Math.round(n * 1_000_000));
const none = { increase: exact.ZERO };
const start: StartTable = { holders: [{ id: 'mira', name: 'Mira', shares: 6_000_000 }, { id: 'jonas', name: 'Jonas', shares: 3_000_000 }], pool: 1_000_000, common: 9_000_000, options: 0, classes: [] };
const plan = (name: string, preMoney: number, amount: number, more: Partial<PlannedRound> = {}): PlannedRound =>
  ({ name, preMoney: million(preMoney), investors: [{ holder: name, name, amount: million(amount) }], pool: none, convertibles: [], protection: 'broad', ...more });

const table = (...plans: PlannedRound[]) => {
  const all = dilution(playRounds(start, plans));
  return Object.fromEntries(all.holders.map((row) => [row.id, row.shares.map((s, i) => Number(exact.toDecimal(partAt(s, all.totals[i]!)!, 4)))]));
};

test('seed, A and B in a row: each dilutes what the one before left', () => {
  expect(table(plan('seed', 8, 2), plan('A', 30, 10), plan('B', 90, 10))).toEqual({ mira: [0.6, 0.48, 0.36, 0.324], jonas: [0.3, 0.24, 0.18, 0.162], seed: [0, 0.2, 0.15, 0.135], A: [0, 0, 0.25, 0.225], B: [0, 0, 0, 0.1] });
});

test('a SAFE left out of the seed converts in the A', () => {
  const safe = { id: 'safe', holder: 'elbe', name: 'Elbe', kind: 'post-money', amount: million(1), cap: million(10) } as const;
  expect(table(plan('seed', 8, 2), plan('A', 40, 10, { convertibles: [safe] }))['elbe']).toEqual([0, 0, 0.08]);
});

test('a holder with a pro rata right keeps its part in the next round', () => {
  expect(table(plan('seed', 8, 2), plan('A', 30, 10, { proRata: { convention: 'within', holders: ['seed'] } }))['seed']).toEqual([0, 0.2, 0.2]);
});

test('a down round adjusts the class before it: its holders are diluted less, the founders more', () => {
  const down = (protection: (typeof protections)[number]) => table(plan('seed', 16, 4, { protection }), plan('A', 8, 2));
  expect(down('none')).toMatchObject({ seed: [0, 0.2, 0.16], mira: [0.6, 0.48, 0.384], A: [0, 0, 0.2] });
  expect(down('ratchet')).toMatchObject({ seed: [0, 0.2, 0.4], mira: [0.6, 0.48, 0.24], A: [0, 0, 0.2] });
  const broad = down('broad')['seed']![2]!;
  expect([broad > 0.16, broad < 0.4]).toEqual([true, true]);
});

test('a round without a price ends the sequence, and says which', () => {
  const kinds = playRounds(start, [plan('seed', 8, 2), plan('A', 8, 2, { pool: { target: whole(1) } }), plan('B', 8, 2)]).rounds.map((r) => r.kind);
  expect(kinds).toEqual(['priced', 'pool-impossible', 'not-reached']);
});

const holders = fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 8 }).map((all) => all.map((shares, i) => ({ id: `h${i}`, name: `h${i}`, shares: shares + 1 })));
const convertible = fc.record({ holder: fc.constantFrom('h0', 's1', 's2'), name: fc.constant('S'), id: fc.uuid(), amount: fc.integer({ min: 1, max: 800_000 }).map(whole), kind: fc.constantFrom('post-money' as const, 'pre-money' as const, 'note' as const), cap: fc.option(fc.integer({ min: 4, max: 20 }).map(million), { nil: undefined }), discount: fc.option(fc.integer({ min: 1, max: 30 }).map((p) => exact.rational(p, 100)), { nil: undefined }) });
const planned: fc.Arbitrary<PlannedRound> = fc.record({
  name: fc.constantFrom('seed', 'A', 'B'), preMoney: fc.integer({ min: 3, max: 60 }).map(million), investors: fc.array(fc.record({ holder: fc.constantFrom('h0', 'new1', 'new2'), name: fc.constant('N'), amount: fc.integer({ min: 1, max: 5_000_000 }).map(whole) }), { minLength: 1, maxLength: 3 }),
  pool: fc.integer({ min: 0, max: 20 }).map((p) => ({ target: exact.rational(p, 100) })), convention: fc.constantFrom(...conventions), rounding: fc.constantFrom(roundings.exact, roundings['floor-shares'], roundings.lawyers), convertibles: fc.array(convertible, { maxLength: 3 }),
  protection: fc.constantFrom(...protections), adjusting: fc.constantFrom('inside' as const, 'after' as const), proRata: fc.option(fc.record({ convention: fc.constantFrom('within' as const, 'on-top' as const), holders: fc.constantFrom([], ['h0']) }), { nil: undefined }),
});
const game = fc.tuple(holders, fc.array(planned, { minLength: 1, maxLength: 3 }), fc.integer({ min: 0, max: 500_000 })).map(([all, plans, pool]) => [{ holders: all, pool: pool + 1, common: 1, options: 0, classes: [] }, plans] as const);

test('after every round, everyone and the pool own exactly 1', () => fc.assert(fc.property(game, ([from, plans]) => {
  const all = dilution(playRounds(from, plans));
  all.totals.forEach((total, i) => expect(exact.sum([...all.holders.map((row) => partAt(row.shares[i]!, total)!), partAt(all.pool[i]!, total)!])).toEqual(exact.ONE));
}), { numRuns: 60 }));

test('however many rounds came before, conversion prices have at most fifteen decimal places or a denominator as short', () => fc.assert(fc.property(game, ([from, plans]) => {
  const classes = playRounds(from, plans).rounds.flatMap((round) => (round.kind === 'priced' ? round.table.classes : []));
  expect(classes.filter(({ conversionPrice }) => conversionPrice.den > 10n ** 15n)).toEqual([]);
}), { numRuns: 40 }));

test('played twice it is the same; playing fewer rounds is the beginning of playing more', () => fc.assert(fc.property(game, ([from, plans]) => {
  const [one, two, shorter] = [playRounds(from, plans), playRounds(from, plans), playRounds(from, plans.slice(0, 1))];
  expect(two).toEqual(one);
  expect(shorter.rounds).toEqual(one.rounds.slice(0, 1));
}), { numRuns: 40 }));

test('nobody loses shares, and grouping the small loses none', () => fc.assert(fc.property(game, fc.integer({ min: 0, max: 5 }), ([from, plans], most) => {
  const all = dilution(playRounds(from, plans));
  for (const { shares } of all.holders) expect(shares.toSorted(exact.compare)).toEqual(shares);
  const { shown, others } = grouped(all, most);
  const counted = (rows: readonly { shares: readonly Rational[] }[]) => exact.sum(rows.map((row) => row.shares.at(-1)!));
  expect(counted(others ? [...shown, others] : shown)).toEqual(counted(all.holders));
  expect(exact.sum(all.holders.map((row) => changeOf(row, all)))).toEqual(exact.sub(partAt(all.pool[0]!, all.totals[0]!)!, partAt(all.pool.at(-1)!, all.totals.at(-1)!)!));
}), { numRuns: 40 }));
