import { fold, given, keyed } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stakesOn } from '../capitalisation.ts';
import { capitalDecider } from '../decider.ts';
import type { CapitalFact } from '../events.ts';
import type { CapitalState } from '../state.ts';
import { eur, founded, founders, poolSet, today } from '../story.fixture.ts';
import { VestingTerms } from '../vesting/terms.ts';
import type { GrantsCommandOf } from './commands.ts';
import { grantsOn, outstandingOn } from './outstanding.ts';
import { unallocatedOn } from './pool.ts';
import { positionOn, situationOn } from './position.ts';
import type { Grant } from './state.ts';

const id = 'grant-00000001';
const monthly = VestingTerms.parse({ kind: 'schedule', start: '2025-01-01', every: { length: 1, unit: 'months' }, periods: 48, cliff: { length: 12, unit: 'months' } });
const grant: GrantsCommandOf<'MakeGrant'> = { type: 'MakeGrant', today, grant: id, newHolder: 'holder-00000077', holder: 'Ines Roth', kind: 'option', shares: 48_000, strike: ['1', '2'], grantedOn: '2025-01-01', vesting: monthly, earlyExercise: false };
const company: readonly CapitalFact[] = [founded, ...founders, poolSet];
const after = (facts: readonly CapitalFact[], ...commands: Parameters<typeof capitalDecider.decide>[0][]): CapitalFact[] => {
  const all = [...facts];
  for (const command of commands) all.push(...given(capitalDecider, ...all).when(command).facts());
  return all;
};
const made = (over: Partial<typeof grant> = {}) => after(company, { ...grant, ...over });
const stateOf = (facts: readonly CapitalFact[]): CapitalState => fold(capitalDecider, facts);
const grantIn = (facts: readonly CapitalFact[]): Grant => keyed.at(stateOf(facts).grants.made, id)!;
const poolAt = (facts: readonly CapitalFact[], on: string) => { const s = stateOf(facts); return unallocatedOn(s.pool, s.grants, on); };
const exercise = (shares: number, exercisedOn: string): GrantsCommandOf<'ExerciseGrant'> => ({ type: 'ExerciseGrant', today, grant: id, holding: `holding-e${exercisedOn.replaceAll('-', '')}`, shares, exercisedOn });
const leave = (lastDay: string, over: object = {}): GrantsCommandOf<'TerminateGrant'> => ({ type: 'TerminateGrant', today, grant: id, lastDay, reason: 'VOLUNTARY_OTHER', ...over });
const accelerate = (acceleratedOn: string, rule: GrantsCommandOf<'AccelerateGrant'>['rule']): GrantsCommandOf<'AccelerateGrant'> => ({ type: 'AccelerateGrant', today, grant: id, acceleratedOn, rule, order: 'pro-rata', reason: '' });

test('a grant takes from the pool and is outstanding from its day', () => {
  const facts = made();
  expect(['2024-12-31', '2025-01-01'].map((on) => [poolAt(facts, on), outstandingOn(grantIn(facts), on)])).toEqual([[1_000_000, 0], [952_000, 48_000]]);
  expect(facts.at(-1)!.data).toMatchObject({ class: 'Common', holder: 'holder-00000077', holderName: 'Ines Roth' });
});
test.each([
  ['more than the pool has', { shares: 1_000_001 }, 'grant-beyond-pool', 'shares'], ['an option without a strike', { strike: undefined }, 'grant-without-strike', 'strike'], ['a unit with one', { kind: 'rsu' }, 'unit-with-strike', 'strike'],
  ['an end before the beginning', { expiresOn: '2025-01-01' }, 'expires-before-granted', 'expiresOn'], ['a plan nobody knows', { plan: 'plan-00000009' }, 'plan-unknown', 'plan'], ['a day to come', { grantedOn: '2026-11-24' }, 'day-in-future', 'grantedOn'],
  ['a day before the company', { grantedOn: '2024-01-01' }, 'day-too-early', 'grantedOn'], ['a list of other shares', { vesting: { kind: 'dates', dates: [{ on: '2026-01-01', shares: 9 }] } }, 'vesting-more-than-granted', 'vesting'],
] as const)('%s is refused', (_, over, code, path) => given(capitalDecider, ...company).when({ ...grant, ...over } as typeof grant).refuses(code, path));
test('a grant outside the pool takes nothing from it', () => expect(poolAt(made({ shares: 2_000_000, outsidePool: true }), today)).toBe(1_000_000));
test('a pool is set by what is left of it, and not below what was granted since', () => {
  const set = (shares: number, setOn: string) => ({ type: 'SetPool' as const, today, shares, setOn });
  expect(poolAt(after(made(), set(1_000_000, '2025-06-01')), today)).toBe(1_000_000);
  given(capitalDecider, ...made()).when(set(952_000, '2025-06-01')).refuses('pool-unchanged', 'shares');
  given(capitalDecider, ...made()).when(set(47_999, '2024-12-01')).refuses('pool-below-grants', 'shares');
});
test('a plan adds to the pool and lends its class; nothing is granted before it', () => {
  const facts = after(company, { type: 'AdoptPlan', today, plan: 'plan-00000001', name: 'ESOP 2025', class: 'Class B', shares: 500_000, adoptedOn: '2025-02-01', cancelled: 'retired' });
  const under = { ...grant, plan: 'plan-00000001', grantedOn: '2025-02-01' };
  expect(poolAt(facts, '2025-02-01')).toBe(1_500_000);
  expect(given(capitalDecider, ...facts).when(under).facts()[0]!.data).toMatchObject({ class: 'Class B' });
  given(capitalDecider, ...facts).when({ ...under, grantedOn: '2025-01-31' }).refuses('grant-before-plan', 'grantedOn');
  given(capitalDecider, ...facts).when({ type: 'AdoptPlan', today, plan: 'plan-00000002', name: ' esop 2025', class: 'Common', shares: 1, adoptedOn: today, cancelled: 'to-pool' }).refuses('plan-taken', 'name');
  expect(poolAt(after(facts, under, leave('2026-01-01')), today)).toBe(1_500_000 - 48_000);
});

test('only what has vested is exercised, and it becomes shares', () => {
  given(capitalDecider, ...made()).when(exercise(1, '2025-12-31')).refuses('exercise-unvested', 'shares');
  given(capitalDecider, ...made()).when(exercise(12_001, '2026-01-01')).refuses('exercise-unvested', 'shares');
  given(capitalDecider, ...made()).when(exercise(48_001, '2026-01-01')).refuses('exercise-too-many', 'shares');
  const facts = after(made(), exercise(12_000, '2026-01-01'));
  expect(facts.at(-1)!.data).toMatchObject({ paid: eur(6_000), holding: 'holding-e20260101' });
  expect(stakesOn(keyed.values(stateOf(facts).stakes), '2026-01-01').at(-1)).toMatchObject({ name: 'Ines Roth', class: 'Common', shares: 12_000, from: 'grant' });
  expect([poolAt(facts, today), outstandingOn(grantIn(facts), today)]).toEqual([952_000, 36_000]);
  given(capitalDecider, ...facts).when(exercise(1, '2026-01-15')).refuses('exercise-unvested', 'shares');
});
test('an exercise recorded late leaves room for those recorded before', () => {
  const facts = after(made(), exercise(13_000, '2026-02-01'));
  given(capitalDecider, ...facts).when(exercise(1, '2026-01-01')).refuses('exercise-unvested', 'shares');
});
test('exercised early, shares are restricted until they vest', () => {
  const facts = after(made({ earlyExercise: true }), exercise(48_000, '2025-02-01'));
  expect(positionOn(grantIn(facts), '2026-01-01')).toMatchObject({ vested: 12_000, taken: 48_000, restricted: 36_000, outstanding: 0 });
  const left = after(facts, leave('2026-01-15'));
  expect(left.at(-1)!.data).toMatchObject({ forfeited: 0 });
  expect(positionOn(grantIn(left), today)).toMatchObject({ vested: 12_000, forfeited: 36_000, restricted: 36_000, unvested: 0 });
});
test('units are released, options exercised', () => {
  const units = made({ kind: 'rsu', strike: undefined });
  given(capitalDecider, ...units).when(exercise(1, '2026-01-01')).refuses('units-are-released');
  given(capitalDecider, ...made()).when({ type: 'ReleaseUnits', today, grant: id, holding: 'holding-00000099', shares: 1, releasedOn: '2026-01-01' }).refuses('options-are-exercised');
  given(capitalDecider, ...units).when({ type: 'ReleaseUnits', today, grant: id, holding: 'holding-00000099', shares: 12_001, releasedOn: '2026-01-31' }).refuses('release-unvested', 'shares');
  expect(stateOf(after(units, { type: 'ReleaseUnits', today, grant: id, holding: 'holding-00000099', shares: 12_000, releasedOn: '2026-01-31' })).stakes).toBeDefined();
});

test('who leaves keeps what has vested for three months; the rest goes back at once', () => {
  const facts = after(made(), leave('2026-03-15'));
  expect(facts.at(-1)!.data).toMatchObject({ forfeited: 34_000, exercisableUntil: '2026-06-15' });
  expect([['2026-03-14', 952_000, 48_000], ['2026-03-15', 986_000, 14_000], ['2026-06-15', 986_000, 14_000], ['2026-06-16', 1_000_000, 0]].map(([on]) => [on, poolAt(facts, on as string), outstandingOn(grantIn(facts), on as string)])).toEqual([['2026-03-14', 952_000, 48_000], ['2026-03-15', 986_000, 14_000], ['2026-06-15', 986_000, 14_000], ['2026-06-16', 1_000_000, 0]]);
  expect(positionOn(grantIn(facts), '2026-06-16')).toMatchObject({ vested: 14_000, forfeited: 34_000, lapsed: 14_000 });
  given(capitalDecider, ...facts).when(exercise(1, '2026-06-16')).refuses('grant-expired', 'exercisedOn');
  given(capitalDecider, ...facts).when(leave('2026-04-01')).refuses('grant-terminated');
  expect(positionOn(grantIn(after(facts, exercise(14_000, '2026-06-15'))), today)).toMatchObject({ taken: 14_000, lapsed: 0, forfeited: 34_000 });
});
test('windows are those of the grant, and never outlast its expiry', () => {
  const windows = [{ reason: 'INVOLUNTARY_WITH_CAUSE' as const, length: 0, unit: 'days' as const }];
  const until = (over: Partial<typeof grant>, how: object = {}) => (after(made(over), leave('2026-03-15', how)).at(-1)!.data as { exercisableUntil: string }).exercisableUntil;
  expect([until({ windows }, { reason: 'INVOLUNTARY_WITH_CAUSE' }), until({ windows }), until({ expiresOn: '2026-04-01' }), until({}, { exercisableUntil: '2030-01-01' })]).toEqual(['2026-03-15', '2026-06-15', '2026-04-01', '2030-01-01']);
});
test('a window does not close before the last day of work', () => given(capitalDecider, ...made()).when(leave('2026-03-15', { exercisableUntil: '2026-03-14' })).refuses('day-too-early', 'exercisableUntil'));
test('nobody has left before being granted anything, nor before what was exercised had vested', () => {
  given(capitalDecider, ...made()).when(leave('2024-12-31')).refuses('not-before-grant', 'lastDay');
  given(capitalDecider, ...made(), ...after(made(), exercise(13_000, '2026-02-01')).slice(-1)).when(leave('2026-01-15')).refuses('exercised-after-leaving', 'lastDay');
});
test('after its expiry nothing is left of a grant', () => {
  const facts = made({ expiresOn: '2026-02-15' });
  expect([situationOn(grantIn(facts), '2026-02-15'), situationOn(grantIn(facts), '2026-02-16'), poolAt(facts, '2026-02-16')]).toEqual(['vesting', 'expired', 1_000_000]);
  given(capitalDecider, ...facts).when(exercise(1, '2026-02-16')).refuses('grant-expired', 'exercisedOn');
});
test('a cancelled grant goes back to the pool', () => {
  const facts = after(made(), exercise(1_000, '2026-01-01'), { type: 'CancelGrant', today, grant: id, cancelledOn: '2026-02-01', reason: 'replaced' });
  expect([poolAt(facts, '2026-02-01'), outstandingOn(grantIn(facts), '2026-02-01'), situationOn(grantIn(facts), today)]).toEqual([999_000, 0, 'cancelled']);
  given(capitalDecider, ...facts).when(exercise(1, '2026-02-01')).refuses('grant-cancelled');
  const used = after(made({ earlyExercise: true }), exercise(48_000, '2026-01-01'));
  given(capitalDecider, ...used).when({ type: 'CancelGrant', today, grant: id, cancelledOn: '2026-02-01', reason: 'nothing left' }).refuses('grant-used-up');
});

test('a change of control alone, or with the end of the work', () => {
  const single = after(made(), accelerate('2026-01-01', { kind: 'part', part: ['1', '2'] }));
  expect(positionOn(grantIn(single), '2026-01-01')).toMatchObject({ vested: 30_000, unvested: 18_000 });
  given(capitalDecider, ...single).when(accelerate('2025-12-01', { kind: 'all' })).refuses('acceleration-out-of-order', 'acceleratedOn');
  given(capitalDecider, ...after(made(), accelerate('2026-01-01', { kind: 'all' }))).when(accelerate('2026-02-01', { kind: 'all' })).refuses('nothing-to-accelerate');
  const acceleration = { rule: { kind: 'all' as const }, order: 'pro-rata' as const, changeOfControlOn: '2025-12-01', withinMonths: 12 };
  const double = after(made(), leave('2026-03-15', { acceleration }));
  expect(double.slice(-2).map((f) => f.type)).toEqual(['GrantAccelerated', 'GrantTerminated']);
  expect(positionOn(grantIn(double), today)).toMatchObject({ vested: 48_000, forfeited: 0 });
  given(capitalDecider, ...made()).when(leave('2026-03-15', { acceleration: { ...acceleration, changeOfControlOn: '2025-03-14' } })).refuses('double-trigger-incomplete', 'acceleration.changeOfControlOn');
});
test('milestones vest when they are met, once, and only those of the grant', () => {
  const vesting = VestingTerms.parse({ kind: 'conditions', conditions: [{ id: 'sale', trigger: { type: 'event' }, next: [], amount: { part: ['1', '1'], ofRemainder: false } }] });
  const met = (condition: string): GrantsCommandOf<'MeetCondition'> => ({ type: 'MeetCondition', today, grant: id, condition, metOn: '2026-05-01' });
  const facts = after(made({ vesting }), met('sale'));
  expect([positionOn(grantIn(facts), '2026-04-30').vested, positionOn(grantIn(facts), '2026-05-01').vested]).toEqual([0, 48_000]);
  given(capitalDecider, ...facts).when(met('sale')).refuses('condition-met', 'condition');
  given(capitalDecider, ...facts).when(met('ipo')).refuses('condition-not-in-terms', 'condition');
  const early = after(made({ vesting }), accelerate('2026-04-01', { kind: 'part', part: ['1', '4'] }));
  expect([early, after(early, met('sale'))].map((all) => positionOn(grantIn(all), today).vested)).toEqual([12_000, 48_000]);
});
test('a split of the class multiplies grants and divides their strike, from its day on', () => {
  const facts = after(made(), { type: 'SplitShares', today, class: 'Common', ratio: ['3', '1'], splitOn: '2026-06-01', rounding: 'down' });
  const after3 = grantIn(facts);
  expect([outstandingOn(after3, '2026-05-31'), outstandingOn(after3, '2026-06-01'), after3.strike, positionOn(after3, '2026-06-01').vested, poolAt(facts, '2026-05-31'), poolAt(facts, '2026-06-01')]).toEqual([48_000, 144_000, ['1', '6'], 51_000, 952_000, 2_856_000]);
  given(capitalDecider, ...facts).when(exercise(1, '2026-05-31')).refuses('grant-split-since', 'exercisedOn');
});

const days = fc.integer({ min: 0, max: 700 }).map((n) => new Date(Date.UTC(2024, 10, 4 + n)).toISOString().slice(0, 10));
const acts = fc.array(fc.oneof(
  fc.record({ what: fc.constant('exercise' as const), on: days, n: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ what: fc.constant('accelerate' as const), on: days, n: fc.integer({ min: 1, max: 5_000 }) }),
  fc.record({ what: fc.constant('leave' as const), on: days, n: fc.integer({ min: 1, max: 4 }) }),
), { maxLength: 6 });

test('whatever is recorded: vested, unvested and forfeited are what was granted; vesting goes on until the end; pool, grants and shares sum up', () => fc.assert(fc.property(acts, fc.boolean(), fc.integer({ min: 1, max: 20_000 }), (all, earlyExercise, shares) => {
  const facts: CapitalFact[] = made({ earlyExercise, shares });
  for (const { what, on, n } of all) {
    const command = what === 'exercise' ? { ...exercise(n, on), holding: `holding-x${String(facts.length).padStart(8, '0')}` } : what === 'accelerate' ? accelerate(on, { kind: 'shares', shares: n }) : leave(on);
    const answer = capitalDecider.decide(command, stateOf(facts));
    if (Array.isArray(answer)) facts.push(...answer);
  }
  const state = stateOf(facts);
  const one = grantIn(facts);
  let before = 0;
  for (let n = 0; n <= 760; n += 38) {
    const on = new Date(Date.UTC(2024, 10, 4 + n)).toISOString().slice(0, 10);
    const p = positionOn(one, on);
    expect(p.vested + p.unvested + p.forfeited).toBe(p.granted);
    expect(p.vested).toBeGreaterThanOrEqual(before);
    expect(Math.min(p.available, p.outstanding, p.lapsed, p.restricted, p.unvested, p.forfeited)).toBeGreaterThanOrEqual(0);
    before = p.vested;
    const issued = stakesOn(keyed.values(state.stakes), on).reduce((sum, s) => sum + s.shares, 0);
    expect(issued + unallocatedOn(state.pool, state.grants, on) + grantsOn([one], on).reduce((sum, g) => sum + g.shares, 0)).toBe(9_000_000);
  }
}), { numRuns: 60 }));
