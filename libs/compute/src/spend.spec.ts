import { given, isRefusal } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from './bill.fixture.ts';
import { budgetDecider, gpuPriceDecider, reservationDecider } from './budget-decider.ts';
import { budgetUse, committedByMonth, spendByMonth } from './budget.ts';
import { MakeReservation, RecordSpend } from './contract.ts';
import type { ComputeFact } from './events.ts';
import { spendDecider } from './spend-decider.ts';

const today = '2026-11-23';
const usd = (amount: number) => ({ amount, currency: 'USD' });
const spend = { spend: 'spend-00000001', on: '2026-11-02', provider: 'Lambda', purpose: 'training', description: '8×H100, two nights', amount: usd(120_000) } as const;
const recorded: ComputeFact = { type: 'SpendRecorded', data: spend, effective: '2026-11-02' };
const record = { type: 'RecordSpend', today, ...spend } as const;
const bill = { ...read().finish()!, bill: 'bill-00000001', fileHash: 'abc' };
const imported: ComputeFact = { type: 'BillImported', data: bill, effective: bill.to };

test('spend is recorded by hand on its day', () => given(spendDecider).when(record).then(recorded));
test('spend of tomorrow is refused', () => given(spendDecider).when({ ...record, on: '2026-11-24' }).refuses('spend-in-future', 'on'));
test('spend of nothing is refused', () => given(spendDecider).when({ ...record, amount: usd(0) }).refuses('spend-amount-zero', 'amount'));
test('the cost of a run counts once, even when it is nothing', () => {
  const ofRun: ComputeFact = { type: 'SpendRecorded', data: { ...spend, run: 'run-1', amount: usd(0) }, effective: spend.on };
  given(spendDecider).when({ ...record, run: 'run-1', amount: usd(0) }).then(ofRun);
  given(spendDecider, ofRun).when({ ...record, spend: 'spend-00000002', run: 'run-1' }).refuses('run-cost-recorded', 'run');
});
test('spend is taken back once', () => {
  const reversed: ComputeFact = { type: 'SpendReversed', data: { spend: spend.spend, reason: 'typed twice' } };
  given(spendDecider, recorded).when({ type: 'ReverseSpend', spend: spend.spend, reason: 'typed twice' }).then(reversed);
  given(spendDecider, recorded, reversed).when({ type: 'ReverseSpend', spend: spend.spend, reason: 'again' }).refuses('spend-already-reversed');
  given(spendDecider).when({ type: 'ReverseSpend', spend: 'spend-nowhere0', reason: '?' }).refuses('spend-unknown');
});

test('the same file is refused, and so is another file with a charge of the first', () => {
  given(spendDecider).when({ type: 'ImportBill', ...bill }).then(imported);
  given(spendDecider, imported).when({ type: 'ImportBill', ...bill, bill: 'bill-00000002' }).refuses('bill-already-imported');
  given(spendDecider, imported).when({ type: 'ImportBill', ...bill, bill: 'bill-00000002', fileHash: 'other', rowKeys: ['new', bill.rowKeys[1]!] }).refuses('bill-rows-known');
});
test('a bill that was taken back may be imported again', () => {
  const reversed: ComputeFact = { type: 'BillReversed', data: { bill: bill.bill, reason: 'wrong account' } };
  expect(given(spendDecider, imported, reversed).when({ type: 'ImportBill', ...bill, bill: 'bill-00000002' }).facts()).toHaveLength(1);
  given(spendDecider, imported, reversed).when({ type: 'ReverseBill', bill: bill.bill, reason: 'x' }).refuses('bill-already-reversed');
  given(spendDecider).when({ type: 'ReverseBill', bill: bill.bill, reason: 'x' }).refuses('bill-unknown');
});

test('law: whatever happens between, taking back what was recorded restores what may be recorded', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 }), (numbers) => {
    const facts: ComputeFact[] = numbers.flatMap((n) => [
      { type: 'BillImported', data: { ...bill, bill: `bill-000000${n}`, fileHash: `f${n}`, rowKeys: [`r${n}`] } },
      { type: 'BillReversed', data: { bill: `bill-000000${n}`, reason: 'law' } },
    ]);
    const state = facts.reduce(spendDecider.evolve, spendDecider.initial);
    expect([state.files.size, state.rows.size]).toEqual([0, 0]);
    expect(isRefusal(spendDecider.decide({ type: 'ImportBill', ...bill, fileHash: `f${numbers[0]}`, rowKeys: [`r${numbers[0]}`] }, state))).toBe(false);
  }));
});

test('the contract refuses amounts beyond 2^51, years of five digits and unknown currencies', () => {
  const codes = (over: object) => RecordSpend.safeParse({ ...spend, ...over }).error?.issues.map((i) => ('params' in i ? i.params?.['refusal'] : undefined));
  expect(codes({ amount: usd(2 ** 51 + 1) })).toEqual(['amount-too-large']);
  expect(codes({ amount: usd(-1) })).toEqual(['amount-negative']);
  expect(codes({ on: '20255-01-01' })).toEqual(['date-out-of-range']);
  expect(codes({ amount: { amount: 5, currency: 'XYZ' } })).toEqual(['currency-unknown']);
  expect(MakeReservation.safeParse({ gpu: 'H100', count: -8, provider: 'Lambda', monthly: usd(1), from: '2026-01', to: '2026-02' }).success).toBe(false);
});

const reservation = { reservation: 'reservation-00000001', gpu: 'H100', count: 8, provider: 'Lambda', monthly: usd(1_500_000), from: '2026-10', to: '2027-09' } as const;
const made: ComputeFact = { type: 'ReservationMade', data: reservation, effective: '2026-10-01' };
test('a reservation runs from month to month and is ended earlier, once', () => {
  given(reservationDecider).when({ type: 'MakeReservation', ...reservation }).then(made);
  given(reservationDecider).when({ type: 'MakeReservation', ...reservation, to: '2026-09' }).refuses('reservation-ends-before-start', 'to');
  const end = { type: 'EndReservation', reservation: reservation.reservation, last: '2026-12', reason: 'dropped' } as const;
  given(reservationDecider, made).when(end).then({ type: 'ReservationEnded', data: { reservation: reservation.reservation, last: '2026-12', reason: 'dropped' } });
  given(reservationDecider, made).when({ ...end, last: '2026-09' }).refuses('reservation-ends-before-start', 'last');
  given(reservationDecider, made).when({ ...end, last: '2027-09' }).refuses('reservation-end-not-earlier', 'last');
  given(reservationDecider).when(end).refuses('reservation-unknown');
  given(reservationDecider, made, { type: 'ReservationEnded', data: { reservation: reservation.reservation, last: null, reason: 'x' } }).when(end).refuses('reservation-ended');
});

test('setting the budget that already holds records nothing', () => {
  const set: ComputeFact = { type: 'GpuBudgetSet', data: { month: '2026-11', amount: usd(500_000) }, effective: '2026-11-01' };
  given(budgetDecider).when({ type: 'SetGpuBudget', month: '2026-11', amount: usd(500_000) }).then(set);
  given(budgetDecider, set).when({ type: 'SetGpuBudget', month: '2026-11', amount: usd(500_000) }).then();
});
test('a GPU price is observed, not foreseen', () =>
  given(gpuPriceDecider).when({ type: 'ObserveGpuPrice', price: 'price-00000001', today, gpu: 'H100', provider: 'Nebius', on: '2026-12-01', perHour: usd(295), kind: 'on-demand' }).refuses('price-in-future', 'on'));

test('months hold spend by purpose; GPU spend is training and inference', () => {
  const [october, november] = spendByMonth([
    { month: '2026-10', purpose: 'training', amount: usd(100) }, { month: '2026-10', purpose: 'inference', amount: usd(20) },
    { month: '2026-10', purpose: 'data', amount: usd(3) }, { month: '2026-11', purpose: 'training', amount: null }, { month: '2025-01', purpose: 'other', amount: usd(9) },
  ], '2026-10', '2026-11', 'USD');
  expect([october!.gpu, october!.total]).toEqual([usd(120), usd(123)]);
  expect([november!.gpu, november!.total, november!.byPurpose.inference]).toEqual([null, null, usd(0)]);
});

test('a budget is kept, overrun, missing, or cannot be judged', () => {
  expect(budgetUse(usd(50), usd(200))).toEqual({ kind: 'within', left: usd(150), share: 0.25 });
  expect(budgetUse(usd(250), usd(200))).toEqual({ kind: 'over', left: usd(-50), share: 1.25 });
  expect(budgetUse(usd(0), usd(0))).toEqual({ kind: 'within', left: usd(0), share: null });
  expect([budgetUse(usd(1), null).kind, budgetUse(null, usd(1)).kind]).toEqual(['no-budget', 'unknown']);
});

test('reservations cost their months, and none that never began', () => {
  const rows = committedByMonth([{ monthly: usd(10), from: '2026-10', last: '2026-11' }, { monthly: usd(5), from: '2026-11', last: null }], '2026-10', '2026-12');
  expect(rows.map((r) => r.amounts)).toEqual([[usd(10)], [usd(10)], []]);
});
