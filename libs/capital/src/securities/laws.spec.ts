import { addDays, exact, fold, type Fraction, isRefusal, keyed } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalDecider, type CapitalCommand, type CapitalFact, capTableOn, issuedShares, stakesOn } from '../index.ts';
import { founded, founders, poolSet, today } from '../story.fixture.ts';

const day = fc.integer({ min: 0, max: 600 }).map((n) => addDays('2024-11-04', n));
const some = fc.integer({ min: 1, max: 3_000_000 });
const ratio = fc.constantFrom<Fraction>(['2', '1'], ['3', '1'], ['3', '2'], ['1', '10']);
/** Something that happens on a day; whether it can is for the decider to say. `pick` chooses among the holdings there are. */
const happening = fc.record({ kind: fc.constantFrom('issue', 'transfer', 'repurchase', 'split', 'convert', 'warrant', 'exercise'), day, shares: some, pick: fc.nat(50), ratio });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;
const preferred: CapitalFact[] = [
  { type: 'ClassTermsSet', data: { class: 'Seed', kind: 'preferred', seniority: 1, multiple: '1', participation: 'none', antiDilution: 'broad', originalPrice: ['3', '2'], conversionPrice: ['1', '1'], convertsInto: 'Common', setOn: '2024-11-04' }, effective: '2024-11-04' },
  { type: 'SharesIssued', data: { holding: 'holding-00000003', holder: 'holder-00000003', holderName: 'Elbe Angels', class: 'Seed', shares: 1_000_001, issuedOn: '2024-11-05' }, effective: '2024-11-05' },
];

function commandOf({ kind, day: on, shares, pick, ratio: by }: Happening, n: number, holdings: readonly string[]): CapitalCommand {
  const [holding, fresh] = [holdings[pick % holdings.length]!, (k: number) => `holding-n${String(n * 10 + k).padStart(8, '0')}`];
  const warrant = `warrant-${String(pick % 3).padStart(8, '0')}`;
  switch (kind) {
    case 'transfer': return { type: 'TransferShares', today, holding, moved: fresh(1), rest: fresh(2), newHolder: `holder-n${String(n).padStart(8, '0')}`, to: `Buyer ${n % 4}`, shares, transferredOn: on };
    case 'repurchase': return { type: 'RepurchaseShares', today, holding, rest: fresh(2), shares, repurchasedOn: on, reason: 'left' };
    case 'split': return { type: 'SplitShares', today, class: pick % 2 ? 'Common' : 'Seed', ratio: by, splitOn: on, rounding: 'down' };
    case 'convert': return { type: 'ConvertShares', today, holding, into: fresh(1), rest: fresh(2), shares, convertedOn: on };
    case 'warrant': return { type: 'IssueWarrant', today, warrant, newHolder: 'holder-00000008', holder: 'Hafenbank', class: 'Common', shares, strike: by, issuedOn: on };
    case 'exercise': return { type: 'ExerciseWarrant', today, warrant, holding: fresh(1), shares, exercisedOn: on };
    default: return { type: 'IssueShares', today, holding: fresh(1), newHolder: `holder-n${String(n).padStart(8, '0')}`, holder: `Buyer ${n % 4}`, class: 'Common', shares, issuedOn: on };
  }
}

/** What gets recorded of what happens: refused things leave nothing behind. */
function recorded(all: readonly Happening[]): CapitalFact[] {
  const facts = [founded, ...founders, poolSet, ...preferred];
  let state = fold(capitalDecider, facts);
  const warrants = new Set<string>();
  all.forEach((one, n) => {
    const command = commandOf(one, n, keyed.values(state.stakes).map((s) => s.holding));
    if (command.type === 'IssueWarrant' && warrants.has(command.warrant)) return;
    const decided = capitalDecider.decide(command, state);
    if (isRefusal(decided)) return;
    if (command.type === 'IssueWarrant') warrants.add(command.warrant);
    facts.push(...decided);
    state = decided.reduce(capitalDecider.evolve, state);
  });
  return facts;
}
const story = fc.array(happening, { maxLength: 25 }).map(recorded);
const asked = fc.integer({ min: -5, max: 700 }).map((n) => addDays('2024-11-04', n));
const RUNS = { numRuns: 200 };

test('on every day everyone together owns exactly 1, issued and fully diluted', () => fc.assert(fc.property(story, asked, (facts, on) => {
  const table = capTableOn(fold(capitalDecider, facts), on);
  const sum = (parts: readonly (Fraction | null)[]) => exact.sum(parts.flatMap((p) => (p ? [exact.fromFraction(p)] : [])));
  const whole = (shares: number) => (shares > 0 ? exact.ONE : exact.ZERO);
  expect(sum([...table.holders.map((h) => h.ofFullyDiluted), table.poolOfFullyDiluted])).toEqual(whole(table.fullyDiluted));
  expect(sum(table.holders.map((h) => h.ofIssued))).toEqual(whole(table.issued));
}), RUNS));

test('the table of a day knows nothing of what is true only later', () => fc.assert(fc.property(story, asked, (facts, on) => {
  const until = facts.filter((f) => f.effective! <= on);
  expect(capTableOn(fold(capitalDecider, facts), on)).toEqual(capTableOn(fold(capitalDecider, until), on));
}), RUNS));

test('a transfer neither makes nor loses a share', () => fc.assert(fc.property(story, (facts) => {
  const issued = (all: readonly CapitalFact[]) => issuedShares(stakesOn(keyed.values(fold(capitalDecider, all).stakes), today));
  const transfers = facts.flatMap((fact, n) => (fact.type === 'SharesTransferred' ? [n] : []));
  expect(transfers.map((n) => issued(facts.slice(0, n + 1)))).toEqual(transfers.map((n) => issued(facts.slice(0, n))));
}), { numRuns: 60 }));

test('every holding leads back to shares that were issued', () => fc.assert(fc.property(story, (facts) => {
  const { stakes } = fold(capitalDecider, facts);
  for (const stake of keyed.values(stakes)) {
    let root = stake;
    while (root.source !== undefined) root = keyed.at(stakes, root.source)!;
    expect(['issue', 'warrant']).toContain(root.from);
  }
}), RUNS));
