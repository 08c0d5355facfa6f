import { exact, fold, given, keyed } from '@capstan/kernel';
import { expect, test } from 'vitest';
import type { CapitalFact, RoundClosed } from './events.ts';
import { capitalDecider, type CapitalState, issuedShares, poolOn, safesOn, stakesOn } from './index.ts';
import { beforeClose, closing, commit, commitments, eur, founded, founders, ids, issue, opened, poolSet, safeSigned, sign, today } from './story.fixture.ts';

const company = (...facts: readonly CapitalFact[]) => given(capitalDecider, ...facts);
const closeFact = (): CapitalFact => company(...beforeClose).when(closing).facts()[0]!;
const closed = (): CapitalFact[] => [...beforeClose, closeFact()];

test('founders get shares, true from the day of issue', () => company(founded).when(issue).then({
  type: 'SharesIssued', data: { holding: issue.holding, holder: issue.newHolder, holderName: 'Ada Park', class: 'Common', shares: 1000, issuedOn: '2025-01-01' }, effective: '2025-01-01',
}));
test('the same name is the same holder, whatever its spelling', () => {
  const [fact] = company(founded, ...founders).when({ ...issue, holder: 'mira  OKAFOR' }).facts();
  expect(fact?.data).toMatchObject({ holder: ids.holders.mira });
});
test('shares are not issued tomorrow', () => company(founded).when({ ...issue, issuedOn: '2026-11-24' }).refuses('day-in-future', 'issuedOn'));
test('nor before the company was founded', () => company(founded).when({ ...issue, issuedOn: '2024-11-03' }).refuses('day-too-early', 'issuedOn'));
test('shares that could not be counted exactly are refused', () => company(founded, ...founders).when({ ...issue, shares: Number.MAX_SAFE_INTEGER }).refuses('shares-too-many', 'shares'));
test('paid in another currency than the books is refused', () => company(founded).when({ ...issue, paid: { amount: 100, currency: 'USD' } }).refuses('not-company-currency', 'paid'));
test('cancelled shares are cancelled once', () => {
  const cancel = { type: 'CancelShares', today, rest: 'holding-00000099', holding: ids.mira, cancelledOn: '2025-02-01', reason: 'typed twice' } as const;
  const gone: CapitalFact = { type: 'SharesCancelled', data: { holding: ids.mira, cancelledOn: '2025-02-01', reason: 'typed twice' }, effective: '2025-02-01' };
  company(founded, ...founders).when(cancel).then(gone);
  company(founded, ...founders, gone).when(cancel).refuses('shares-cancelled');
  company(founded, ...founders).when({ ...cancel, cancelledOn: '2024-11-03' }).refuses('shares-not-yet-held', 'cancelledOn');
  company(founded).when(cancel).refuses('holding-unknown');
});
test('a pool of the size it has is refused', () => company(founded, poolSet).when({ type: 'SetPool', today, shares: 1_000_000, setOn: '2025-01-01' }).refuses('pool-unchanged'));

test('a SAFE in another currency is refused', () => company(founded).when({ ...sign, amount: { amount: 100, currency: 'USD' } }).refuses('not-company-currency', 'amount'));
test('a cap in another currency is refused', () => company(founded).when({ ...sign, cap: { amount: 100, currency: 'USD' } }).refuses('not-company-currency', 'cap'));
test('a SAFE is cancelled once, and not once it is converted', () => {
  const cancel = { type: 'CancelSafe', today, safe: ids.safe, cancelledOn: '2025-07-01', reason: 'repaid' } as const;
  const cancelled: CapitalFact = { type: 'SafeCancelled', data: { safe: ids.safe, cancelledOn: '2025-07-01', reason: 'repaid' }, effective: '2025-07-01' };
  company(founded, safeSigned).when(cancel).then(cancelled);
  company(founded, safeSigned, cancelled).when(cancel).refuses('safe-not-outstanding');
  company(...closed()).when(cancel).refuses('safe-not-outstanding');
  company(founded).when(cancel).refuses('safe-unknown');
});

test('a commitment to a closed round is refused', () => company(...closed()).when(commit).refuses('round-closed'));
test('a commitment before the round was opened is refused', () => company(founded, opened).when({ ...commit, committedOn: '2025-04-13' }).refuses('day-too-early', 'committedOn'));
test('a commitment to no round is refused', () => company(founded).when(commit).refuses('round-unknown'));
test('a commitment is withdrawn once', () => {
  const withdraw = { type: 'WithdrawCommitment', today, round: ids.seed, commitment: ids.kanal, withdrawnOn: '2025-06-01' } as const;
  const withdrawn: CapitalFact = { type: 'CommitmentWithdrawn', data: { round: ids.seed, commitment: ids.kanal, withdrawnOn: '2025-06-01' }, effective: '2025-06-01' };
  company(...beforeClose).when(withdraw).then(withdrawn);
  company(...beforeClose, withdrawn).when(withdraw).refuses('commitment-withdrawn');
  company(founded, opened).when(withdraw).refuses('commitment-unknown');
  const [close] = company(...beforeClose, withdrawn).when(closing).facts();
  expect((close!.data as RoundClosed).raised).toEqual(eur(1_200_000));
});

test('promised options are in the pool and no longer free: a target for the pool needs as many more', () => {
  const withTarget = (promisedOptions: number) => (company(...beforeClose).when({ ...closing, poolTarget: '0.1', promisedOptions }).facts()[0] as { data: RoundClosed }).data;
  const [free, promised, beyond] = [withTarget(0), withTarget(200_000), withTarget(1_200_000)];
  expect(promised.poolIncrease).toBeGreaterThan(free.poolIncrease + 200_000);
  expect(beyond.poolIncrease).toBeGreaterThan(promised.poolIncrease + 1_000_000);
  for (const { totalAfter, poolIncrease, issued, converted } of [free, promised, beyond]) expect(totalAfter).toBe(9_000_000 + poolIncrease + [...issued, ...converted].reduce((sum, i) => sum + i.shares, 0));
});
test('a round closes once', () => company(...closed()).when(closing).refuses('round-closed'));
test('an abandoned round does not close', () => {
  const abandon = { type: 'AbandonRound', today, round: ids.seed, abandonedOn: '2025-06-01', reason: 'market' } as const;
  const [abandoned] = company(...beforeClose).when(abandon).facts();
  company(...beforeClose, abandoned!).when(closing).refuses('round-abandoned');
});
test('a round without commitments does not close', () => company(founded, ...founders, opened).when(closing).refuses('round-without-commitments'));
test('a round does not close before it opened', () => company(...beforeClose).when({ ...closing, closedOn: '2025-04-01' }).refuses('round-closed-before-opened', 'closedOn'));
test('nor tomorrow', () => company(...beforeClose).when({ ...closing, closedOn: '2026-11-24' }).refuses('day-in-future', 'closedOn'));
test('nor without any shares to price', () => company(founded, opened, ...commitments).when(closing).refuses('nothing-issued'));
test('a pool that leaves nothing is refused', () => company(...beforeClose).when({ ...closing, poolTarget: '0.9' }).refuses('pool-impossible'));
test('SAFEs that would own everything are refused', () => {
  const greedy: CapitalFact = { type: 'SafeSigned', data: { safe: 'safe-00000002', holder: 'holder-00000009', investor: 'Greedy', amount: eur(6_000_000), kind: 'post-money', cap: eur(6_000_000), mfn: false, signedOn: '2025-01-01' }, effective: '2025-01-01' };
  company(...beforeClose, greedy).when(closing).refuses('convertibles-own-everything');
});

test('closing prices the round and turns everything into shares', () => {
  const { data } = closeFact() as { data: RoundClosed };
  // 8M founders + 1M pool; the SAFE owns 400/6000 = 1/15 of 9,642,857 1/7; 7.2M over that is the price, 1.8M buys a fifth
  expect(data.converted.map((c) => [c.holding, c.shares])).toEqual([['holding-s00000001', 642_857]]);
  expect(exact.toDecimal(exact.fromFraction(data.pricePerShare), 6)).toBe('0.746667');
  expect(data.issued.map((i) => [i.investor, i.shares])).toEqual([['Nordlicht Ventures', 1_607_142], ['Kanal Kapital', 803_571]]);
  expect([data.raised, data.postMoney, data.totalAfter]).toEqual([eur(1_800_000), eur(9_000_000), 12_053_570]);
});

test('a round taken back leaves the company as it was before it closed', () => {
  const reverse = { type: 'ReverseRoundClose', today, round: ids.seed, reason: 'wrong pre-money' } as const;
  const said = ({ stakes, safes, classes, ...rest }: CapitalState) => ({ ...rest, stakes: keyed.values(stakes), safes: keyed.values(safes), classes: keyed.values(classes) });
  const before = said(fold(capitalDecider, beforeClose));
  const [reversed] = company(...closed()).when(reverse).facts();
  expect(said(fold(capitalDecider, [...closed(), reversed!]))).toEqual(before);
  company(...beforeClose).when(reverse).refuses('round-not-closed');
});

test('only the last round that closed is taken back', () => {
  const next: CapitalFact[] = [{ type: 'RoundOpened', data: { round: 'round-00000002', name: 'A', preMoney: eur(1e7), target: eur(1e6), openedOn: '2025-07-01' }, effective: '2025-07-01' }, { type: 'CommitmentMade', data: { round: 'round-00000002', commitment: 'commitment-00000008', holder: ids.holders.kanal, investor: 'Kanal Kapital', amount: eur(1e6), committedOn: '2025-07-02' }, effective: '2025-07-02' }];
  const after = [...closed(), ...next], second = company(...after).when({ ...closing, round: 'round-00000002', closedOn: '2025-08-01' }).facts();
  company(...after, ...second).when({ type: 'ReverseRoundClose', today, round: ids.seed, reason: 'too late' }).refuses('round-not-last');
});

test('shares of a round are not cancelled one by one', () => {
  const { data } = closeFact() as { data: RoundClosed };
  company(...closed()).when({ type: 'CancelShares', today, rest: 'holding-00000099', holding: data.issued[0]!.holding, cancelledOn: today, reason: 'no' }).refuses('shares-from-round');
});

test('a later round does not close before an earlier one', () => {
  const next: CapitalFact[] = [{ type: 'RoundOpened', data: { round: 'round-00000002', name: 'A', preMoney: eur(1e7), target: eur(1e6), openedOn: '2025-05-01' }, effective: '2025-05-01' }, { type: 'CommitmentMade', data: { round: 'round-00000002', commitment: 'commitment-00000008', holder: ids.holders.kanal, investor: 'Kanal Kapital', amount: eur(1e6), committedOn: '2025-05-02' }, effective: '2025-05-02' }];
  company(...closed(), ...next).when({ ...closing, round: 'round-00000002', closedOn: '2025-06-01' }).refuses('round-not-in-order', 'closedOn');
});

test('the table of any day follows what was true then', () => {
  const state = fold(capitalDecider, closed());
  const fullyDiluted = (day: string) => issuedShares(stakesOn(keyed.values(state.stakes), day)) + poolOn(state.pool, day);
  expect([fullyDiluted('2024-11-03'), fullyDiluted('2025-06-19'), fullyDiluted('2025-06-20')]).toEqual([0, 9_000_000, 12_053_570]);
  expect([...['2024-12-08', '2025-06-19', '2025-06-20'].map((day) => safesOn(keyed.values(state.safes), day).length)]).toEqual([0, 1, 0]);
});
