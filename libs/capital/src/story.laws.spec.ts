import { addDays, exact, fold, type Fraction, isRefusal, keyed } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalDecider, type CapitalCommand, type CapitalFact, capTableOn, type Ownership } from './index.ts';
import { eur, founded, founders, poolSet, today } from './story.fixture.ts';

const FIRST = '2024-11-04';
const day = fc.integer({ min: 0, max: 40 }).map((n) => addDays(FIRST, n * 15));
const kinds = ['issue', 'transfer', 'cancel', 'split', 'convert', 'grant', 'grant', 'exercise', 'terminate', 'cancel-grant', 'plan', 'pool', 'warrant', 'exercise-warrant', 'safe', 'cancel-safe', 'note', 'repay', 'commit', 'commit', 'close', 'close', 'reverse'] as const;
/** Something that may happen; whether it can is for the decider to say. `pick` chooses among what there is. */
const happening = fc.record({ kind: fc.constantFrom(...kinds), on: day, shares: fc.integer({ min: 1, max: 1_500_000 }), pick: fc.nat(60), ratio: fc.constantFrom<Fraction>(['2', '1'], ['3', '2'], ['1', '10']), yes: fc.boolean() });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const round = (n: number): CapitalFact => ({ type: 'RoundOpened', data: { round: `round-0000000${n}`, name: n === 1 ? 'Seed' : 'A', preMoney: eur(n === 1 ? 7_200_000 : 4_000_000), target: eur(1_000_000), openedOn: FIRST }, effective: FIRST });
const begun: readonly CapitalFact[] = [founded, ...founders, poolSet, round(1), round(2)];

function commandOf({ kind, on, shares, pick, ratio, yes }: Happening, n: number, holdings: readonly string[]): CapitalCommand {
  const id = (what: string, k = 0) => `${what}-n${String(n * 10 + k).padStart(8, '0')}`;
  const earlier = (what: string) => `${what}-n${String((n - 1 - (pick % Math.max(1, n))) * 10).padStart(8, '0')}`;
  const [holding, who, newHolder] = [holdings[pick % holdings.length]!, `Holder ${pick % 5}`, id('holder')];
  const [theirs, of] = [`round-0000000${1 + (pick % 2)}`, ['Common', 'Seed', 'common'][pick % 3]!];
  switch (kind) {
    case 'issue': return { type: 'IssueShares', today, holding: id('holding'), newHolder, holder: who, class: of, shares, issuedOn: on };
    case 'transfer': return { type: 'TransferShares', today, holding, moved: id('holding', 1), rest: id('holding', 2), newHolder, to: who, shares, transferredOn: on };
    case 'cancel': return { type: 'CancelShares', today, holding, rest: id('holding', 2), shares, cancelledOn: on, reason: 'wrong' };
    case 'split': return { type: 'SplitShares', today, class: of, ratio, splitOn: on, rounding: 'down', ...(yes && { pool: false }) };
    case 'convert': return { type: 'ConvertShares', today, holding, into: id('holding', 1), rest: id('holding', 2), shares, convertedOn: on };
    case 'grant': return { type: 'MakeGrant', today, grant: id('grant'), newHolder, holder: who, kind: 'option', shares, strike: ['1', '2'], grantedOn: on, vesting: null, earlyExercise: yes, class: of, ...(yes && { expiresOn: addDays(on, 200) }) };
    case 'exercise': return { type: 'ExerciseGrant', today, grant: earlier('grant'), holding: id('holding'), shares: 1 + (shares % 1000), exercisedOn: on };
    case 'terminate': return { type: 'TerminateGrant', today, grant: earlier('grant'), lastDay: on, reason: 'VOLUNTARY_OTHER' };
    case 'cancel-grant': return { type: 'CancelGrant', today, grant: earlier('grant'), cancelledOn: on, reason: 'wrong' };
    case 'plan': return { type: 'AdoptPlan', today, plan: id('plan'), name: `Plan ${n}`, class: of, shares, adoptedOn: on, cancelled: 'to-pool' };
    case 'pool': return { type: 'SetPool', today, shares, setOn: on };
    case 'warrant': return { type: 'IssueWarrant', today, warrant: id('warrant'), newHolder, holder: who, class: of, shares, strike: ['1', '2'], issuedOn: on };
    case 'exercise-warrant': return { type: 'ExerciseWarrant', today, warrant: earlier('warrant'), holding: id('holding'), exercisedOn: on };
    case 'safe': return { type: 'SignSafe', today, safe: id('safe'), newHolder, investor: who, amount: eur(100_000), kind: 'post-money', cap: eur(5_000_000), mfn: false, signedOn: on };
    case 'cancel-safe': return { type: 'CancelSafe', today, safe: earlier('safe'), cancelledOn: on, reason: 'repaid' };
    case 'note': return { type: 'SignNote', today, note: id('note'), newHolder, investor: who, principal: eur(50_000), rate: '0.08', compounding: 'simple', dayCount: 'act/365f', capBase: 'with-pool', discount: '0.2', signedOn: on, maturesOn: '2030-01-01' };
    case 'repay': return { type: 'RepayNote', today, note: earlier('note'), repaidOn: on };
    case 'commit': return { type: 'MakeCommitment', today, round: theirs, commitment: id('commitment'), newHolder, investor: who, amount: eur(500_000), committedOn: on };
    case 'close': return { type: 'CloseRound', today, round: theirs, closedOn: on, ...(yes && { poolIncrease: 200_000 }) };
    case 'reverse': return { type: 'ReverseRoundClose', today, round: theirs, reason: 'wrong' };
  }
}

/** What gets recorded of what happens: refused things leave nothing behind. */
function recorded(all: readonly Happening[]): CapitalFact[] {
  const facts = [...begun];
  let state = fold(capitalDecider, facts);
  all.forEach((one, n) => {
    const decided = capitalDecider.decide(commandOf(one, n, keyed.values(state.stakes).map((s) => s.holding)), state);
    if (isRefusal(decided)) return;
    facts.push(...decided);
    state = decided.reduce(capitalDecider.evolve, state);
  });
  return facts;
}
const story = fc.array(happening, { minLength: 10, maxLength: 45, size: 'max' }).map(recorded);
const RUNS = { numRuns: 60 };
const tables = (facts: readonly CapitalFact[]): [string, Ownership][] => {
  const state = fold(capitalDecider, facts);
  return [...new Set(facts.flatMap((f) => [f.effective!, addDays(f.effective!, 201)]))].map((on) => [on, capTableOn(state, on)]);
};
const sum = (parts: readonly (Fraction | null)[]) => exact.sum(parts.flatMap((p) => (p ? [exact.fromFraction(p)] : [])));

test('on every day nobody and no pool has less than nothing, and all parts sum to exactly 1', () => fc.assert(fc.property(story, (facts) => {
  for (const [on, { holders, pool, poolOfFullyDiluted }] of tables(facts)) {
    expect([on, Math.min(pool, ...holders.flatMap((h) => [h.shares, h.grants, h.warrants, h.diluted]))]).toEqual([on, expect.toSatisfy((least: number) => least >= 0)]);
    expect(sum([...holders.map((h) => h.ofFullyDiluted), poolOfFullyDiluted])).toEqual(exact.ONE);
    expect(sum(holders.map((h) => h.ofIssued))).toEqual(exact.ONE);
  }
}), RUNS));

test('a class is one class, however it is written', () => fc.assert(fc.property(story, (facts) => {
  for (const [, { classes }] of tables(facts)) expect(new Set(classes.map((c) => c.class.toLowerCase())).size).toBe(classes.length);
}), { numRuns: 30 }));

test('the table of a day knows nothing of what is true only later', () => fc.assert(fc.property(story, fc.nat(40), (facts, n) => {
  const on = addDays(FIRST, n * 15);
  expect(capTableOn(fold(capitalDecider, facts), on)).toEqual(capTableOn(fold(capitalDecider, facts.filter((f) => f.effective! <= on)), on));
}), RUNS));

test('every holding leads back to shares that were issued, by the company or a round', () => fc.assert(fc.property(story, (facts) => {
  const { stakes } = fold(capitalDecider, facts);
  for (const stake of keyed.values(stakes)) {
    let root = stake;
    while (root.source !== undefined) root = keyed.at(stakes, root.source)!;
    expect(['issue', 'round', 'safe', 'note', 'warrant', 'grant']).toContain(root.from);
  }
}), { numRuns: 30 }));

test('a close taken back leaves the table as if it had never been', () => fc.assert(fc.property(story, (facts) => {
  const state = fold(capitalDecider, facts);
  for (const { situation, round: id } of Object.values(state.rounds)) {
    const reversed = situation === 'closed' ? capitalDecider.decide({ type: 'ReverseRoundClose', today, round: id, reason: 'wrong' }, state) : undefined;
    if (reversed === undefined || isRefusal(reversed)) continue;
    const without = facts.filter((f, i) => f.type !== 'RoundClosed' || f.data.round !== id || facts.slice(i + 1).some((g) => g.type === 'RoundCloseReversed' && g.data.round === id));
    expect(capTableOn(reversed.reduce(capitalDecider.evolve, state), today)).toEqual(capTableOn(fold(capitalDecider, without), today));
  }
}), RUNS));
