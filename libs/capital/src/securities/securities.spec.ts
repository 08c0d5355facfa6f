import { exact, fold, given, keyed } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { capitalDecider, type CapitalFact, stakesOn, poolOn } from '../index.ts';
import { beforeClose, closing, eur, founded, founders, ids, poolSet, today } from '../story.fixture.ts';
import type { SecuritiesCommandOf } from './commands.ts';
import { sharesNow } from './movements.ts';

const company = (...facts: readonly CapitalFact[]) => given(capitalDecider, ...facts);
const after = (facts: readonly CapitalFact[], ...commands: Parameters<ReturnType<typeof company>['when']>[0][]) => commands.reduce<CapitalFact[]>((all, command) => [...all, ...company(...all).when(command).facts()], [...facts]);
const begun = [founded, ...founders, poolSet];
const closed = () => after(beforeClose, closing);

const transfer: SecuritiesCommandOf<'TransferShares'> = { type: 'TransferShares', today, holding: ids.mira, newHolder: 'holder-00000009', moved: 'holding-00000011', rest: 'holding-00000012', to: 'Ada Park', shares: 200_000, transferredOn: '2025-03-01' };
const repurchase: SecuritiesCommandOf<'RepurchaseShares'> = { type: 'RepurchaseShares', today, holding: ids.jonas, rest: 'holding-00000013', shares: 800_000, repurchasedOn: '2025-04-01', reason: 'left early' };
const split: SecuritiesCommandOf<'SplitShares'> = { type: 'SplitShares', today, class: 'Common', ratio: ['3', '1'], splitOn: '2025-05-01', rounding: 'down' };
const terms: SecuritiesCommandOf<'SetClassTerms'> = { type: 'SetClassTerms', today, class: 'Seed', kind: 'preferred', seniority: 1, multiple: '1', participation: 'none', antiDilution: 'broad', originalPrice: ['3', '2'], conversionPrice: ['3', '4'], convertsInto: 'Common', setOn: '2025-02-01' };
const seedIssued: CapitalFact = { type: 'SharesIssued', data: { holding: 'holding-00000020', holder: 'holder-00000004', holderName: 'Nordlicht Ventures', class: 'Seed', shares: 100_000, issuedOn: '2025-02-01' }, effective: '2025-02-01' };
const convert: SecuritiesCommandOf<'ConvertShares'> = { type: 'ConvertShares', today, holding: 'holding-00000020', into: 'holding-00000021', rest: 'holding-00000022', convertedOn: '2025-06-01' };
const warrant: SecuritiesCommandOf<'IssueWarrant'> = { type: 'IssueWarrant', today, warrant: 'warrant-00000001', newHolder: 'holder-00000008', holder: 'Hafenbank', class: 'common', shares: 30_000, strike: ['3', '2'], issuedOn: '2025-01-15', expiresOn: '2025-12-31' };
const exercise: SecuritiesCommandOf<'ExerciseWarrant'> = { type: 'ExerciseWarrant', today, warrant: warrant.warrant, holding: 'holding-00000030', shares: 10_000, exercisedOn: '2025-06-30' };
const note: SecuritiesCommandOf<'SignNote'> = { type: 'SignNote', today, note: 'note-00000001', newHolder: 'holder-00000008', investor: 'Hafenbank', principal: eur(100_000), rate: '0.06', compounding: 'simple', dayCount: 'act/365f', capBase: 'with-pool', signedOn: '2025-01-15', maturesOn: '2027-01-15' };

const held = (facts: readonly CapitalFact[], on: string) => Object.fromEntries(stakesOn(keyed.values(fold(capitalDecider, facts).stakes), on).map((s) => [s.holding, [s.name, s.class, s.shares]]));

test('some shares change hands: the rest stays as a holding of its own, and every day shows what was true then', () => {
  const facts = after(begun, transfer);
  expect(held(facts, '2025-02-28')).toEqual({ [ids.mira]: ['Mira Okafor', 'Common', 4_200_000], [ids.jonas]: ['Jonas Lindqvist', 'Common', 3_800_000] });
  expect(held(facts, '2025-03-01')).toEqual({ [ids.jonas]: ['Jonas Lindqvist', 'Common', 3_800_000], 'holding-00000011': ['Ada Park', 'Common', 200_000], 'holding-00000012': ['Mira Okafor', 'Common', 4_000_000] });
});
test('a transfer of everything leaves no rest', () => {
  const { shares: _, ...whole } = transfer;
  company(...begun).when(whole).then({ type: 'SharesTransferred', data: { holding: ids.mira, shares: 4_200_000, to: 'holder-00000009', toName: 'Ada Park', moved: 'holding-00000011', transferredOn: '2025-03-01' }, effective: '2025-03-01' });
});
test('shares that are not held are not transferred', () => {
  company(...begun).when({ ...transfer, shares: 4_200_001 }).refuses('shares-not-held', 'shares');
  company(...after(begun, transfer)).when(transfer).refuses('shares-gone');
  company(...begun).when({ ...transfer, transferredOn: '2024-11-03' }).refuses('shares-not-yet-held', 'transferredOn');
  company(...begun).when({ ...transfer, transferredOn: '2026-11-24' }).refuses('day-in-future', 'transferredOn');
  company(...begun).when({ ...transfer, to: 'mira okafor' }).refuses('transfer-to-self', 'to');
  company(...begun).when({ ...transfer, holding: 'holding-99999999' }).refuses('holding-unknown');
});
test('a refusal names the holding it is about', () => {
  expect(capitalDecider.decide({ ...transfer, shares: 5_000_000 }, fold(capitalDecider, begun))).toMatchObject({ code: 'shares-not-held', values: { holding: ids.mira, held: 4_200_000, asked: 5_000_000 } });
});

test('what the company buys back is gone', () => {
  const facts = after(begun, repurchase);
  expect(held(facts, '2025-04-01')['holding-00000013']).toEqual(['Jonas Lindqvist', 'Common', 3_000_000]);
  company(...begun).when({ ...repurchase, shares: 3_800_001 }).refuses('shares-not-held', 'shares');
  company(...begun).when({ ...repurchase, paid: { amount: 1, currency: 'USD' } }).refuses('not-company-currency', 'paid');
});
test('some of the shares of an entry are cancelled', () => {
  const facts = after(begun, { type: 'CancelShares', today, holding: ids.mira, rest: 'holding-00000014', shares: 1_200_000, cancelledOn: '2025-01-01', reason: 'typed too many' });
  expect(held(facts, today)['holding-00000014']).toEqual(['Mira Okafor', 'Common', 3_000_000]);
});

test('a split multiplies every holding of the class and the pool, from its day on', () => {
  const facts = after(begun, split);
  const { stakes, pool } = fold(capitalDecider, facts);
  expect(stakesOn(keyed.values(stakes), '2025-04-30').map((s) => s.shares)).toEqual([4_200_000, 3_800_000]);
  expect(stakesOn(keyed.values(stakes), '2025-05-01').map((s) => s.shares)).toEqual([12_600_000, 11_400_000]);
  expect([poolOn(pool, '2025-04-30'), poolOn(pool, '2025-05-01')]).toEqual([1_000_000, 3_000_000]);
  expect(held(after(facts, { ...transfer, transferredOn: '2025-05-02' }), today)['holding-00000012']).toEqual(['Mira Okafor', 'Common', 12_400_000]);
});
test('a reverse split rounds each holding by the policy named', () => {
  const odd = (rounding: typeof split['rounding']) => sharesNow(keyed.at(fold(capitalDecider, after([...begun, { ...seedIssued, data: { ...seedIssued.data, class: 'Common', shares: 25 } }], { ...split, ratio: ['1', '10'], rounding })).stakes, 'holding-00000020')!);
  expect([odd('down'), odd('up'), odd('nearest')]).toEqual([2, 3, 3]);
});
test('impossible splits are refused', () => {
  for (const ratio of [['0', '1'], ['-3', '1'], ['2', '2']] as [string, string][]) company(...begun).when({ ...split, ratio }).refuses('split-impossible', 'ratio');
  company(...begun).when({ ...split, ratio: ['1', '100000000'] }).refuses('split-leaves-nothing', 'ratio');
  company(...begun).when({ ...split, ratio: ['90071992547409910', '1'] }).refuses('shares-too-many', 'ratio');
  company(...begun).when({ ...split, class: 'Gold' }).refuses('class-unknown', 'class');
  company(...after(begun, transfer)).when({ ...split, splitOn: '2025-02-01' }).refuses('split-not-last', 'splitOn');
});
test('nothing is recorded for a day before a split', () => {
  const facts = after(begun, split);
  company(...facts, seedIssued).when(terms).refuses('split-since', 'setOn');
  company(...after([...begun, seedIssued], terms, { ...split, class: 'Seed', splitOn: '2025-06-01' })).when(split).refuses('split-not-last', 'splitOn');
  company(...facts).when(transfer).refuses('split-since', 'transferredOn');
  company(...facts).when({ type: 'IssueShares', today, holding: 'holding-00000040', newHolder: 'holder-00000009', holder: 'Ada Park', class: 'common', shares: 10, issuedOn: '2025-04-30' }).refuses('split-since', 'issuedOn');
});

test('preferred shares convert at original price over conversion price', () => {
  const facts = after([...begun, seedIssued], terms, convert);
  expect(held(facts, today)['holding-00000021']).toEqual(['Nordlicht Ventures', 'Common', 200_000]);
  expect(held(facts, '2025-05-31')['holding-00000020']).toEqual(['Nordlicht Ventures', 'Seed', 100_000]);
});
test('what converts into less than one share is not converted', () => {
  const facts = after([...begun, seedIssued], { ...terms, originalPrice: ['1', '100'], conversionPrice: ['1', '1'] });
  company(...facts).when({ ...convert, shares: 99 }).refuses('conversion-too-small', 'shares');
});
test('when common stock is split, a preferred share converts into as many more', () => {
  const facts = after([...begun, seedIssued], terms, split, convert);
  expect(held(facts, today)['holding-00000021']).toEqual(['Nordlicht Ventures', 'Common', 600_000]);
});
test('when both are split alike, the ratio stays', () => {
  const facts = after([...begun, seedIssued], terms, split, { ...split, class: 'Seed' }, convert);
  expect(held(facts, today)['holding-00000021']).toEqual(['Nordlicht Ventures', 'Common', 600_000]);
  expect(held(facts, '2025-05-31')['holding-00000020']?.[2]).toBe(300_000);
});
test('conversions in a ring are refused, with the ring', () => {
  company(...begun, seedIssued).when({ ...terms, convertsInto: 'Seed' }).refuses('conversion-circular', 'convertsInto');
  const facts = after([...begun, seedIssued], terms);
  const back: SecuritiesCommandOf<'SetClassTerms'> = { ...terms, class: 'Common', kind: 'common', convertsInto: 'seed' };
  expect(capitalDecider.decide(back, fold(capitalDecider, facts))).toMatchObject({ code: 'conversion-circular', values: { ring: 'Common → Seed → Common' } });
});
test('terms that contradict themselves are refused', () => {
  const { originalPrice: _, ...priceless } = terms;
  company(...begun).when(priceless).refuses('preferred-without-price', 'originalPrice');
  company(...begun).when({ ...terms, participation: 'capped' }).refuses('participation-cap-missing', 'participationCap');
  company(...begun).when({ ...terms, participation: 'capped', multiple: '2', participationCap: '1.5' }).refuses('participation-cap-below-preference', 'participationCap');
  company(...begun).when({ ...terms, convertsInto: 'Gold' }).refuses('class-unknown', 'convertsInto');
  company(...begun, seedIssued).when(convert).refuses('class-not-convertible');
});

test('a warrant becomes shares as it is exercised', () => {
  const facts = after(begun, warrant, exercise);
  expect(held(facts, today)['holding-00000030']).toEqual(['Hafenbank', 'Common', 10_000]);
  company(...facts).when({ ...exercise, shares: 20_001 }).refuses('warrant-over-exercised', 'shares');
  company(...facts).when({ ...exercise, exercisedOn: '2026-01-01' }).refuses('warrant-expired', 'exercisedOn');
  company(...facts).when({ ...exercise, exercisedOn: '2025-06-29' }).refuses('day-too-early', 'exercisedOn');
  const { shares: _, ...rest } = exercise;
  company(...after(facts, { ...rest, holding: 'holding-00000031' })).when(rest).refuses('warrant-not-outstanding');
  company(...begun).when(exercise).refuses('warrant-unknown');
});
test('a split moves the strike of a warrant against its shares', () => {
  const { left, strikes } = keyed.at(fold(capitalDecider, after(begun, warrant, split)).warrants, warrant.warrant)!;
  expect([left.at(-1), strikes.at(-1)]).toEqual([{ on: '2025-05-01', shares: 90_000 }, { on: '2025-05-01', strike: ['1', '2'] }]);
});
test('a cancelled warrant is not exercised', () => {
  const cancel = { type: 'CancelWarrant', today, warrant: warrant.warrant, cancelledOn: '2025-02-01', reason: 'loan repaid' } as const;
  company(...after(begun, warrant, cancel)).when(exercise).refuses('warrant-not-outstanding');
  company(...begun).when({ ...warrant, expiresOn: warrant.issuedOn }).refuses('expires-before-issued', 'expiresOn');
});

test('a note is repaid once', () => {
  const repay = { type: 'RepayNote', today, note: note.note, repaidOn: '2026-01-15', paid: eur(106_000) } as const;
  const facts = after(begun, note, repay);
  company(...facts).when(repay).refuses('note-not-outstanding');
  company(...facts).when({ type: 'CancelNote', today, note: note.note, cancelledOn: '2026-02-01', reason: 'twice' }).refuses('note-not-outstanding');
  company(...begun).when(repay).refuses('note-unknown');
  company(...after(begun, note)).when({ ...repay, repaidOn: '2025-01-14' }).refuses('day-too-early', 'repaidOn');
  company(...begun).when({ ...note, maturesOn: note.signedOn }).refuses('matures-before-signed', 'maturesOn');
  company(...begun).when({ ...note, cap: { amount: 5, currency: 'USD' } }).refuses('not-company-currency', 'cap');
});

test('a round gives its classes terms: each its own price, once, paid together', () => {
  const state = fold(capitalDecider, closed());
  const given = keyed.values(state.classes).flatMap(({ terms: all }) => all.map(({ terms: t }) => [t.class, t.seniority, t.multiple, t.participation, t.convertsInto, exact.toDecimal(exact.fromFraction(t.originalPrice!), 4)]));
  expect(given).toEqual([['Seed', 1, '1', 'none', 'Common', '0.7467'], ['Seed (SAFE)', 1, '1', 'none', 'Common', '0.6222']]);
});
test('a senior round moves the earlier ones back; taken back, it leaves no trace', () => {
  const next: CapitalFact[] = [
    { type: 'RoundOpened', data: { round: 'round-00000002', name: 'A', preMoney: eur(1e7), target: eur(1e6), openedOn: '2025-07-01' }, effective: '2025-07-01' },
    { type: 'CommitmentMade', data: { round: 'round-00000002', commitment: 'commitment-00000008', holder: ids.holders.kanal, investor: 'Kanal Kapital', amount: eur(1e6), committedOn: '2025-07-02' }, effective: '2025-07-02' },
  ];
  const facts = after([...closed(), ...next], { ...closing, round: 'round-00000002', closedOn: '2025-08-01', preference: { standing: 'senior', multiple: '1.5' } });
  const ranks = (all: readonly CapitalFact[]) => keyed.values(fold(capitalDecider, all).classes).flatMap(({ terms: t }) => t.slice(-1).map(({ terms: { class: name, seniority, multiple } }) => [name, seniority, multiple]));
  expect(ranks(facts)).toEqual([['Seed', 2, '1'], ['Seed (SAFE)', 2, '1'], ['A', 1, '1.5']]);
  const back = after(facts, { type: 'ReverseRoundClose', today, round: 'round-00000002', reason: 'wrong' });
  expect(ranks(back)).toEqual([['Seed', 1, '1'], ['Seed (SAFE)', 1, '1']]);
});
test('a close stays once something happened to its shares', () => {
  const facts = closed();
  const reverse = { type: 'ReverseRoundClose', today, round: ids.seed, reason: 'wrong' } as const;
  const issued = keyed.values(fold(capitalDecider, facts).stakes).find((s) => s.round === ids.seed)!;
  company(...after(facts, { ...transfer, holding: issued.holding, shares: 1, transferredOn: '2025-07-01' })).when(reverse).refuses('round-shares-moved');
  company(...after(facts, { ...split, class: 'Seed', splitOn: '2025-07-01' })).when(reverse).refuses('round-shares-moved');
  company(...after(facts, { ...terms, setOn: '2025-07-01' })).when(reverse).refuses('round-terms-amended');
  company(...after(facts, { ...warrant, class: 'Seed', issuedOn: '2025-07-01' })).when(reverse).refuses('round-class-used');
  company(...facts, { ...seedIssued, data: { ...seedIssued.data, issuedOn: '2025-07-01' } }).when(reverse).refuses('round-class-used');
});
test('a round does not close before a split', () => {
  company(...after(beforeClose, { ...split, splitOn: '2025-07-01' })).when(closing).refuses('split-since', 'closedOn');
});
test('SAFEs that convert at different prices are series of their own', () => {
  const cheaper: CapitalFact = { type: 'SafeSigned', data: { safe: 'safe-00000002', holder: 'holder-00000009', investor: 'Ada Park', amount: eur(50_000), kind: 'post-money', cap: eur(4_000_000), mfn: false, signedOn: '2025-01-01' }, effective: '2025-01-01' };
  expect(keyed.values(fold(capitalDecider, after([...beforeClose, cheaper], closing)).stakes).filter((s) => s.from === 'safe').map((s) => s.class)).toEqual(['Seed (SAFE 1)', 'Seed (SAFE 2)']);
});
