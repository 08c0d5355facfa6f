import { exact, isRefusal } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CapitalCommand } from '../commands.ts';
import type { CapitalFact } from '../events.ts';
import { founded, lived, stateOf, table, today } from './company.fixture.ts';
import { exportOcf, type ImportOcf, ocfDecider, type OcfState, planOcf, readOcf } from './index.ts';

const people = ['Mira Sand', 'Jonas Berg', 'Ada Quist', 'Nordlicht Ventures', 'Kanal Kapital'] as const;
const day = fc.integer({ min: 0, max: 7 * 12 - 1 }).map((n) => `${2019 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-15`);
const usd = (least: number, most: number) => fc.integer({ min: least, max: most }).map((amount) => ({ amount: amount * 100, currency: 'USD' }));
const price = fc.integer({ min: 1, max: 5000 }).map((cents) => exact.toFraction(exact.rational(cents, 100)));
const some = fc.integer({ min: 1, max: 2_000_000 });
const nth = (kind: string) => fc.integer({ min: 0, max: 3 }).map((n) => `${kind}-0000000${n}`);
const who = fc.constantFrom(...people);
const of = fc.constantFrom('Common', 'Series Seed');
const newly = { today: fc.constant(today), newHolder: fc.constant('') };
const on = { today: fc.constant(today) };
const START_DAY = 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH';
const allocation = fc.constantFrom('CUMULATIVE_ROUNDING' as const, 'CUMULATIVE_ROUND_DOWN' as const, 'FRONT_LOADED' as const, 'BACK_LOADED_TO_SINGLE_TRANCHE' as const);
const months = (length: number) => ({ length, unit: 'months' as const });
const quarter: [string, string] = ['1', '4'];
const milestones = [
  { id: 'start', trigger: { type: 'start' as const }, next: ['launch', 'late'], amount: { part: ['0', '1'] as [string, string], ofRemainder: false } },
  { id: 'launch', trigger: { type: 'event' as const }, next: ['monthly'], amount: { part: quarter, ofRemainder: false } },
  { id: 'late', trigger: { type: 'on' as const, date: '2025-01-01' }, next: [], amount: { shares: 0 } },
  { id: 'monthly', trigger: { type: 'after' as const, of: 'launch', every: months(1), occurrences: 36, dayOfMonth: START_DAY }, next: [], amount: { part: ['1', '48'] as [string, string], ofRemainder: false } },
];
const vesting = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('schedule' as const), start: day, every: fc.constantFrom(months(1), months(3)), periods: fc.constantFrom(12, 16, 48), allocation, dayOfMonth: fc.constant(START_DAY), cliff: fc.constantFrom(months(12), { ...months(12), part: quarter }, { ...months(7), part: quarter }) }),
  fc.record({ kind: fc.constant('tranches' as const), start: day, allocation, dayOfMonth: fc.constant(START_DAY), tranches: fc.constantFrom([{ after: months(12), part: quarter }, { after: months(24), part: ['3', '4'] as [string, string] }], [{ after: { length: 0 as const, unit: 'months' as const }, part: quarter }, { after: months(30), part: ['3', '4'] as [string, string] }]) }),
  fc.record({ kind: fc.constant('conditions' as const), start: fc.option(day, { nil: undefined }), allocation, conditions: fc.constant(milestones) }),
);
const text = fc.constantFrom('agreed', 'a mistake');

/** Something that may happen to a cap table: often it cannot, and then it does not. */
const happening: fc.Arbitrary<CapitalCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('IssueShares' as const), ...newly, holding: nth('holding'), holder: who, class: of, shares: some, issuedOn: day, paid: fc.option(usd(1, 1e6), { nil: undefined }) }) },
  fc.record({ type: fc.constant('CancelShares' as const), ...on, holding: nth('holding'), rest: fc.constant(''), shares: fc.option(some, { nil: undefined }), cancelledOn: day, reason: text }),
  fc.record({ type: fc.constant('RepurchaseShares' as const), ...on, holding: nth('holding'), rest: fc.constant(''), shares: fc.option(some, { nil: undefined }), repurchasedOn: day, reason: text }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('TransferShares' as const), ...newly, holding: nth('holding'), to: who, shares: fc.option(some, { nil: undefined }), moved: fc.constant(''), rest: fc.constant(''), transferredOn: day }) },
  fc.record({ type: fc.constant('SplitShares' as const), ...on, class: of, ratio: fc.constantFrom(['2', '1'] as [string, string], ['3', '2'] as [string, string]), splitOn: day, rounding: fc.constantFrom('down' as const, 'up' as const), pool: fc.boolean() }),
  fc.record({ type: fc.constant('ConvertShares' as const), ...on, holding: nth('holding'), into: fc.constant(''), rest: fc.constant(''), shares: fc.option(some, { nil: undefined }), convertedOn: day }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('SetClassTerms' as const), ...on, class: fc.constant('Series Seed'), kind: fc.constant('preferred' as const), seniority: fc.constant(1), multiple: fc.constantFrom('1', '1.5'), participation: fc.constantFrom('none' as const, 'full' as const, 'capped' as const), participationCap: fc.constant('3'), originalPrice: price, conversionPrice: price, convertsInto: fc.constant('Common'), antiDilution: fc.constantFrom('none' as const, 'broad' as const), setOn: day }).map((c) => (c.participation === 'capped' ? c : { ...c, participationCap: undefined })) },
  fc.record({ type: fc.constant('SetPool' as const), ...on, shares: some, setOn: day }),
  fc.record({ type: fc.constant('AdoptPlan' as const), ...on, plan: nth('plan'), name: fc.constantFrom('2019 plan', '2022 plan'), class: fc.constant('Common'), shares: some, adoptedOn: day, cancelled: fc.constantFrom('to-pool' as const, 'retired' as const) }),
  { weight: 4, arbitrary: fc.record({ type: fc.constant('MakeGrant' as const), ...newly, grant: nth('grant'), holder: who, kind: fc.constantFrom('iso' as const, 'nso' as const), class: fc.constant('Common'), shares: fc.integer({ min: 1, max: 50_000 }), strike: price, grantedOn: day, vesting, earlyExercise: fc.boolean(), expiresOn: fc.constantFrom('2035-01-01', undefined), plan: fc.option(nth('plan'), { nil: undefined }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('ExerciseGrant' as const), ...on, grant: nth('grant'), holding: fc.constant(''), shares: fc.integer({ min: 1, max: 2000 }), exercisedOn: day }) },
  fc.record({ type: fc.constant('MakeGrant' as const), ...newly, grant: nth('grant'), holder: who, kind: fc.constant('rsu' as const), class: fc.constant('Common'), shares: fc.integer({ min: 1, max: 50_000 }), grantedOn: day, vesting, earlyExercise: fc.constant(false), outsidePool: fc.constantFrom(true, undefined) }),
  fc.record({ type: fc.constant('ReleaseUnits' as const), ...on, grant: nth('grant'), holding: fc.constant(''), shares: fc.integer({ min: 1, max: 2000 }), releasedOn: day }),
  fc.record({ type: fc.constant('MeetCondition' as const), ...on, grant: nth('grant'), condition: fc.constantFrom('start', 'launch'), metOn: day }),
  fc.record({ type: fc.constant('AccelerateGrant' as const), ...on, grant: nth('grant'), rule: fc.constantFrom({ kind: 'all' as const }, { kind: 'months' as const, months: 6 }), order: fc.constantFrom('pro-rata' as const, 'next' as const), acceleratedOn: day, reason: text }),
  fc.record({ type: fc.constant('TerminateGrant' as const), ...on, grant: nth('grant'), lastDay: day, reason: fc.constantFrom('VOLUNTARY_OTHER' as const, 'INVOLUNTARY_WITH_CAUSE' as const) }),
  fc.record({ type: fc.constant('CancelGrant' as const), ...on, grant: nth('grant'), cancelledOn: day, reason: text }),
  fc.record({ type: fc.constant('IssueWarrant' as const), ...newly, warrant: nth('warrant'), holder: who, class: fc.constant('Common'), shares: some, strike: price, issuedOn: day, expiresOn: fc.constantFrom('2034-05-01', undefined) }),
  fc.record({ type: fc.constant('ExerciseWarrant' as const), ...on, warrant: nth('warrant'), holding: fc.constant(''), shares: fc.option(some, { nil: undefined }), exercisedOn: day }),
  fc.record({ type: fc.constant('CancelWarrant' as const), ...on, warrant: nth('warrant'), cancelledOn: day, reason: text }),
  fc.record({ type: fc.constant('SignSafe' as const), ...newly, safe: nth('safe'), investor: who, amount: usd(1000, 1e6), kind: fc.constantFrom('post-money' as const, 'pre-money' as const), cap: fc.option(usd(2e6, 2e7), { nil: undefined }), discount: fc.constantFrom('0.2', '0.15', undefined), mfn: fc.boolean(), signedOn: day }),
  fc.record({ type: fc.constant('CancelSafe' as const), ...on, safe: nth('safe'), cancelledOn: day, reason: text }),
  fc.record({ type: fc.constant('SignNote' as const), ...newly, note: nth('note'), investor: who, principal: usd(1000, 1e6), rate: fc.constantFrom('0.06', '0.0825'), compounding: fc.constantFrom('simple' as const, 'annual' as const, 'monthly' as const), dayCount: fc.constantFrom('act/365f' as const, '30/360' as const), capBase: fc.constantFrom('with-pool' as const, 'common-only' as const), signedOn: day, maturesOn: fc.constant('2029-01-01') }),
  fc.record({ type: fc.constant('RepayNote' as const), ...on, note: nth('note'), repaidOn: day }),
  fc.record({ type: fc.constant('OpenRound' as const), ...on, round: nth('round'), name: fc.constantFrom('Seed', 'Series A'), preMoney: usd(1e6, 2e7), target: usd(1e5, 5e6), openedOn: day }),
  { weight: 2, arbitrary: fc.record({ type: fc.constant('MakeCommitment' as const), ...newly, round: nth('round'), commitment: fc.constant(''), investor: who, amount: usd(1e4, 3e6), committedOn: day }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('CloseRound' as const), ...on, round: nth('round'), closedOn: day, poolIncrease: fc.constantFrom(0, 100_000) }) },
) as fc.Arbitrary<CapitalCommand>;

const dayIn = (command: CapitalCommand): string => Object.entries(command).find(([key, value]) => key.endsWith('On') && typeof value === 'string')?.[1] as string | undefined ?? (command as { lastDay?: string }).lastDay ?? today;
/** A company's history: a few dozen happenings, in the order of their days. */
const histories = fc.array(happening, { minLength: 1, maxLength: 80, size: 'max' }).map((all) => all.toSorted((a, b) => (dayIn(a) < dayIn(b) ? -1 : 1)));

/** Two cores that others use as well. */
const PATIENCE_MS = 60_000;
const options = { company: 'company-00000001', asOf: today, generatedAt: '2026-11-23T10:00:00Z', md5: () => 'd41d8cd98f00b204e9800998ecf8427e' };
const packed = (facts: readonly CapitalFact[]) => new Map([...exportOcf(facts, options)].map(([name, text]) => [name, JSON.parse(text) as unknown]));
const blank: OcfState = { capital: stateOf([founded()]), imported: {} };
const importing = (files: ReadonlyMap<string, unknown>): ImportOcf => ({ type: 'ImportOcf', today, import: 'import-00000001', hash: 'h', files, loose: 'refuse' });

function imported(files: ReadonlyMap<string, unknown>): CapitalFact[] {
  const facts = ocfDecider.decide(importing(files), blank);
  if (isRefusal(facts)) throw new Error(planOcf(files, blank.capital, today, 'refuse').problems.map((p) => p.message).join(' '));
  return [founded(), ...facts];
}

const objects = (files: ReadonlyMap<string, unknown>) => [...files.values()].flatMap((file) => (file as { items?: { id: string }[] }).items ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('law: what we export reads as a valid package, and importing it gives the same cap table', () => {
  fc.assert(fc.property(histories, (history) => {
    const facts = lived(history);
    const files = packed(facts);
    fc.pre(objects(files).length > 0);
    expect(readOcf(files).problems).toEqual([]);
    expect(table(stateOf(imported(files)))).toEqual(table(stateOf(facts)));
  }), { numRuns: 100 });
}, PATIENCE_MS);

test('law: exporting what was imported gives the package again, object by object', () => {
  fc.assert(fc.property(histories, (history) => {
    const files = packed(lived(history));
    fc.pre(objects(files).length > 0);
    expect(objects(packed(imported(files)))).toEqual(objects(files));
  }), { numRuns: 40 });
}, PATIENCE_MS);
