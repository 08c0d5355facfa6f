import { fold, type Fraction, given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { capitalDecider, type CapitalCommand, type CapitalFact, capTableOn, type RoundClosed } from '../index.ts';
import { beforeClose, closing, commit, founded, founders, ids, opened, poolSet, today } from '../story.fixture.ts';

const company = (...facts: readonly CapitalFact[]) => given(capitalDecider, ...facts);
const after = (facts: readonly CapitalFact[], ...commands: readonly CapitalCommand[]) => commands.reduce<CapitalFact[]>((all, command) => [...all, ...company(...all).when(command).facts()], [...facts]);
const begun = [founded, ...founders, poolSet];
const MOST = Number.MAX_SAFE_INTEGER;

const units = { type: 'MakeGrant', today, grant: 'grant-00000001', newHolder: 'holder-00000009', holder: 'Ada Park', kind: 'rsu', shares: 900_000, grantedOn: '2025-01-01', vesting: null, earlyExercise: false } as const;
const reverse = { type: 'ReverseRoundClose', today, round: ids.seed, reason: 'wrong' } as const;
const split = { type: 'SplitShares', today, class: 'Common', ratio: ['2', '1'] as Fraction, splitOn: '2025-02-01', rounding: 'down' } as const;

test('the pool covers its grants on every day, not only on the first and the last', () => {
  const expiring = after(begun, { ...units, grantedOn: '2025-03-01', expiresOn: '2025-06-01' });
  company(...expiring).when({ type: 'SetPool', today, shares: 10, setOn: '2024-12-01' }).refuses('pool-below-grants', 'shares');
  company(...expiring).when({ ...units, grant: 'grant-00000002', grantedOn: '2025-02-01', expiresOn: '2025-08-01' }).refuses('grant-beyond-pool', 'shares');
});
test('a grant of a day before a split of the pool takes as many more after it', () => {
  const other: CapitalFact = { type: 'SharesIssued', data: { holding: 'holding-00000008', holder: 'holder-00000008', holderName: 'Elbe Angels', class: 'Series B', shares: 10, issuedOn: '2025-01-01' }, effective: '2025-01-01' };
  const facts = after([...begun, other], { ...split, pool: true }, { ...units, grant: 'grant-00000002', shares: 500_000, grantedOn: '2025-03-01' });
  company(...facts).when({ ...units, class: 'Series B', shares: 750_001 }).refuses('grant-beyond-pool', 'shares');
  company(...facts).when({ ...units, class: 'Series B', shares: 750_000 }).facts();
});
test('options are not exercised out of what their pool has granted to others since', () => {
  const lapsed = { ...units, kind: 'option', strike: ['1', '2'] as Fraction, shares: 1_000_000, expiresOn: '2025-06-01' } as const;
  const facts = after(begun, lapsed, { ...units, grant: 'grant-00000002', shares: 999_000, grantedOn: '2025-07-01' });
  const exercise = { type: 'ExerciseGrant', today, grant: units.grant, holding: 'holding-00000009', shares: 1000, exercisedOn: '2025-05-01' } as const;
  company(...after(facts, exercise)).when({ ...exercise, shares: 1 }).refuses('pool-below-grants', 'shares');
});
test('a close stays once its pool was granted, or shares of its class were', () => {
  const closed = after(beforeClose, { ...closing, poolIncrease: 500_000 });
  company(...after(closed, { ...units, shares: 1_400_000, grantedOn: '2025-07-01' })).when(reverse).refuses('pool-below-grants');
  company(...after(closed, { ...units, class: 'Seed', grantedOn: '2025-07-01' })).when(reverse).refuses('round-class-used');
});
test('a split that leaves the pool out does not leave its grants uncovered', () => {
  company(...after(begun, { ...units, shares: 1_000_000, grantedOn: '2025-02-01' })).when({ ...split, pool: false }).refuses('pool-below-grants', 'ratio');
});
test('what is granted before a class has shares is of that class, however it is written, and is split with it', () => {
  const facts = after([founded, poolSet], units, { type: 'IssueShares', today, holding: ids.mira, newHolder: ids.holders.mira, holder: 'Mira Okafor', class: 'common', shares: 1000, issuedOn: '2025-01-02' }, split);
  expect(capTableOn(fold(capitalDecider, facts), today).classes).toMatchObject([{ class: 'Common', shares: 2000, grants: 1_800_000 }]);
});

test.each<[string, string, readonly CapitalCommand[]]>([
  ['warrants', 'shares', [{ type: 'IssueWarrant', today, warrant: 'warrant-00000001', newHolder: 'holder-00000009', holder: 'Hafenbank', class: 'Common', shares: MOST, strike: ['1', '1'], issuedOn: '2025-01-01' }]],
  ['a plan', 'shares', [{ type: 'AdoptPlan', today, plan: 'plan-00000001', name: 'Plan', class: 'Common', shares: MOST, adoptedOn: '2025-01-01', cancelled: 'to-pool' }]],
  ['a grant beside the pool', 'shares', [{ ...units, shares: MOST, outsidePool: true }]],
  ['a split', 'ratio', [{ ...split, ratio: ['1100000000', '1'] }]],
  ['a conversion price', 'originalPrice', [{ type: 'SetClassTerms', today, class: 'Common', kind: 'preferred', seniority: 1, multiple: '1', participation: 'none', antiDilution: 'none', originalPrice: ['2000000000', '1'], conversionPrice: ['1', '1'], setOn: '2025-01-01' }]],
])('%s after which shares could not be counted exactly are refused', (_, path, [command]) => company(...begun).when(command!).refuses('shares-too-many', path));

test('an id that names no round is unknown, whatever else it names', () => {
  for (const round of ['__proto__', 'constructor', 'round-99999999']) {
    company(...beforeClose).when({ ...commit, round }).refuses('round-unknown');
    company(...beforeClose).when({ ...reverse, round }).refuses('round-unknown');
  }
  company(...beforeClose).when({ ...closing, mfn: { 'safe-99999999': 'cap' } }).refuses('safe-unknown', 'mfn');
});
test('a SAFE that was cancelled later does not convert earlier', () => {
  const facts = after(beforeClose, { type: 'CancelSafe', today, safe: ids.safe, cancelledOn: '2025-08-01', reason: 'repaid' });
  company(...facts).when(closing).refuses('safe-not-outstanding', 'closedOn');
  company(...facts).when({ ...closing, closedOn: '2025-08-01' }).facts();
});
test('the classes of a round with a long name have names that can be recorded', () => {
  const long = beforeClose.map((fact): CapitalFact => (fact === opened && fact.type === 'RoundOpened' ? { ...fact, data: { ...fact.data, name: 'R'.repeat(120) } } : fact));
  const { converted } = company(...long).when(closing).facts()[0]!.data as RoundClosed;
  expect(converted.map((c) => [c.class.length, c.class.endsWith('R (SAFE)')])).toEqual([[120, true]]);
});
