import { exact, fold, given, keyed } from '@capstan/kernel';
import { expect, test } from 'vitest';
import type { CommandOf } from '../commands.ts';
import type { RoundClosed } from '../events.ts';
import { capitalDecider, type CapitalFact, type CapitalState, capTableOn, classTermsOn, playScenario, simulatorStartOn } from '../index.ts';
import { beforeClose, closing, eur, founded, ids, today } from '../story.fixture.ts';
import { scenario, seed } from './scenario.fixture.ts';

const after = (...facts: readonly CapitalFact[]) => given(capitalDecider, ...facts);
const closedSeed = [...beforeClose, ...after(...beforeClose).when(closing).facts()];
const second = 'round-00000002';
/** An A round opened at a pre-money below the post-money of the seed, 9 million. */
const opened = (preMoney: number): CapitalFact[] => [
  ...closedSeed, { type: 'RoundOpened', data: { round: second, name: 'A', preMoney: eur(preMoney), target: eur(1_000_000), openedOn: '2026-01-05' }, effective: '2026-01-05' },
  { type: 'CommitmentMade', data: { round: second, commitment: 'commitment-00000008', holder: ids.holders.kanal, investor: 'Kanal Kapital', amount: eur(1_000_000), committedOn: '2026-01-06' }, effective: '2026-01-06' },
];
const close: CommandOf<'CloseRound'> = { type: 'CloseRound', today, round: second, closedOn: '2026-02-01' };
const state = (facts: readonly CapitalFact[]): CapitalState => fold(capitalDecider, facts);
const closed = (preMoney: number) => [...opened(preMoney), ...after(...opened(preMoney)).when(close).facts()];
const outcome = (facts: readonly CapitalFact[]) => facts.at(-1)!.data as RoundClosed;
const seedPrice = (facts: readonly CapitalFact[]) => exact.fromFraction(classTermsOn(state(facts).classes, 'Seed', '2026-02-01')!.conversionPrice!);

test('a round above the price of the one before adjusts nothing', () => {
  expect(outcome(closed(20_000_000)).adjusted).toBeUndefined();
});

test('a down round lowers the conversion price of the classes before it, and the table counts their shares as converted', () => {
  const facts = closed(4_000_000);
  expect(outcome(facts).adjusted!.map((a) => a.class)).toEqual(['Seed', 'Seed (SAFE)']);
  expect([exact.compare(seedPrice(facts), seedPrice(closedSeed)), exact.compare(seedPrice(facts), exact.fromFraction(outcome(facts).pricePerShare))]).toEqual([-1, 1]);
  const table = capTableOn(state(facts), '2026-02-01');
  const nordlicht = table.holders.find((h) => h.holder === ids.holders.nordlicht)!;
  expect(nordlicht.diluted).toBeGreaterThan(nordlicht.shares);
  expect(table.fullyDiluted).toBe(outcome(facts).totalAfter);
});

test('the new money owns what it pays for: the adjustment is inside the pre-money', () => {
  const { issued, totalAfter } = outcome(closed(4_000_000));
  expect(issued[0]!.shares / totalAfter).toBeCloseTo(1 / 5, 5);
});

test('taken back, the classes have the prices they had', () => {
  const facts = [...closed(4_000_000), ...after(...closed(4_000_000)).when({ type: 'ReverseRoundClose', today, round: second, reason: 'wrong day' }).facts()];
  expect(keyed.values(state(facts).classes)).toEqual(keyed.values(state(opened(4_000_000)).classes));
});

test('the simulator says the same of the round, to a share', () => {
  const [played] = playScenario(simulatorStartOn(state(opened(4_000_000)), '2026-02-01'), { ...scenario, rounds: [{ ...seed, name: 'A', on: '2026-02-01', preMoney: eur(4_000_000), investors: [{ name: 'Kanal Kapital', amount: eur(1_000_000) }], pool: { kind: 'none' } }] }).rounds;
  const { pricePerShare, totalAfter } = outcome(closed(4_000_000));
  expect(played).toMatchObject({ kind: 'priced', round: { price: exact.fromFraction(pricePerShare) } });
  expect(Math.abs(Number(exact.toDecimal((played as { table: { total: { num: bigint; den: bigint } } }).table.total, 0)) - totalAfter)).toBeLessThanOrEqual(2);
});

test('a ratchet that would take the whole company leaves the round open', () => {
  const ratchet: CapitalFact = { type: 'ClassTermsSet', data: { ...classTermsOn(state(closedSeed).classes, 'Seed', '2026-01-01')!, antiDilution: 'ratchet', setOn: '2026-01-01' }, effective: '2026-01-01' };
  const facts = opened(1_000_000);
  after(founded, ...facts.slice(1), ratchet).when(close).refuses('protection-owns-everything');
});
