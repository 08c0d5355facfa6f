import { exact, fold, type Fraction, given, keyed } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalDecider, type CapitalFact, capTableOn, type Held, ownership, type Promised, type RoundClosed } from '../index.ts';
import { beforeClose, closing, eur, founded, founders, ids, poolSet, today } from '../story.fixture.ts';

const after = (facts: readonly CapitalFact[], ...commands: Parameters<typeof capitalDecider.decide>[0][]) => commands.reduce<CapitalFact[]>((all, command) => [...all, ...given(capitalDecider, ...all).when(command).facts()], [...facts]);
const summed = (parts: readonly (Fraction | null)[]) => exact.sum(parts.flatMap((p) => (p ? [exact.fromFraction(p)] : [])));

const shares = fc.integer({ min: 1, max: 1e9 });
const hand = { holder: fc.constantFrom('a', 'b', 'c', 'd'), name: fc.constant('N'), class: fc.constantFrom('Common', 'Seed', 'A') };
const held: fc.Arbitrary<Held> = fc.oneof(fc.record({ ...hand, shares }), fc.record({ ...hand, shares, converted: shares }));
const promised: fc.Arbitrary<Promised> = fc.record({ ...hand, shares, kind: fc.constantFrom('grant' as const, 'warrant' as const) });

test('rows sum to exactly 1, by holder and by class, issued and fully diluted', () => fc.assert(fc.property(fc.array(held, { minLength: 1, maxLength: 30 }), fc.array(promised, { maxLength: 30 }), fc.nat(1e9), (h, p, pool) => {
  const table = ownership(h, pool, p);
  for (const rows of [table.holders, table.classes]) {
    expect(summed([...rows.map((r) => r.ofFullyDiluted), table.poolOfFullyDiluted])).toEqual(exact.ONE);
    expect(summed(rows.map((r) => r.ofIssued))).toEqual(exact.ONE);
    expect(rows.reduce((sum, r) => sum + r.diluted, pool)).toBe(table.fullyDiluted);
  }
})));

const warrant = { type: 'IssueWarrant', today, warrant: 'warrant-00000001', newHolder: 'holder-00000008', holder: 'Hafenbank', class: 'Common', shares: 500_000, strike: ['3', '2'] as Fraction, issuedOn: '2025-01-15', expiresOn: '2025-05-31' } as const;
test('a warrant is in the fully diluted table until it expires, and never in the issued one', () => {
  const state = fold(capitalDecider, after([founded, ...founders, poolSet], warrant));
  expect(['2025-01-14', '2025-01-15', '2025-05-31', '2025-06-01'].map((day) => [capTableOn(state, day).issued, capTableOn(state, day).fullyDiluted])).toEqual([[8_000_000, 9_000_000], [8_000_000, 9_500_000], [8_000_000, 9_500_000], [8_000_000, 9_000_000]]);
  expect(capTableOn(state, '2025-05-31').holders.find((h) => h.name === 'Hafenbank')).toMatchObject({ shares: 0, warrants: 500_000, ofIssued: ['0', '1'], ofFullyDiluted: ['1', '19'] });
});
test('preferred shares count fully diluted as what they convert into', () => {
  const seed: CapitalFact = { type: 'SharesIssued', data: { holding: 'holding-00000020', holder: 'holder-00000004', holderName: 'Nordlicht Ventures', class: 'Seed', shares: 1_000_000, issuedOn: '2025-02-01' }, effective: '2025-02-01' };
  const state = fold(capitalDecider, after([founded, ...founders, poolSet, seed], { type: 'SetClassTerms', today, class: 'Seed', kind: 'preferred', seniority: 1, multiple: '1', participation: 'none', antiDilution: 'broad', originalPrice: ['2', '1'], conversionPrice: ['1', '1'], setOn: '2025-02-01' }));
  expect(capTableOn(state, today)).toMatchObject({ issued: 9_000_000, fullyDiluted: 11_000_000 });
});

const note = { type: 'SignNote', today, note: 'note-00000001', newHolder: 'holder-00000008', investor: 'Hafenbank', principal: eur(100_000), rate: '0.05', compounding: 'simple', dayCount: 'act/365f', capBase: 'with-pool', discount: '0.2', signedOn: '2024-12-17', maturesOn: '2027-01-15' } as const;
test('a note converts with its interest when a round closes, and is owed again when the close is taken back', () => {
  const facts = after(beforeClose, note, closing);
  const { convertedNotes, pricePerShare } = facts.at(-1)!.data as RoundClosed;
  // 185 days at 5 % a year on 100,000: 2,534.25
  expect(convertedNotes).toMatchObject([{ note: note.note, holding: 'holding-n00000001', class: 'Seed (note)', amount: { amount: 10_253_425, currency: 'EUR' }, interest: { amount: 253_425, currency: 'EUR' }, by: 'discount' }]);
  expect(exact.div(exact.fromFraction(convertedNotes[0]!.price), exact.fromFraction(pricePerShare))).toEqual(exact.rational(4, 5));
  const situation = (all: readonly CapitalFact[]) => keyed.at(fold(capitalDecider, all).notes, note.note)?.situation;
  expect([situation(facts), situation(after(facts, { type: 'ReverseRoundClose', today, round: ids.seed, reason: 'wrong' }))]).toEqual(['converted', 'outstanding']);
});
test('warrants are in the pre-money of a round', () => {
  const priceOf = (facts: readonly CapitalFact[]) => exact.fromFraction((after(facts, closing).at(-1)!.data as RoundClosed).pricePerShare);
  const [without, withIt] = [priceOf(beforeClose), priceOf(after(beforeClose, { ...warrant, expiresOn: undefined }))];
  expect(exact.div(without, withIt)).toEqual(exact.rational(19, 18));
});
