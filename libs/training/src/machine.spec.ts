import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PositiveMoney } from '@capstan/kernel';
import { assumedMachine, LONGEST_RUN_SECONDS, Machine, milliseconds, MOST_PER_HOUR, runCarbon, runCost, runEnergy } from './machine.ts';

const machine = (amount: number) => ({ pricePerHour: { amount, currency: 'EUR' }, watts: 350, pue: 1.2 });

test('an H100 hour at 2.95 for 52 minutes and 7 seconds', () => expect(runCost(3_127_000, machine(295))).toEqual({ cost: { amount: 256, currency: 'EUR' }, exact: '256.240278' }));
test('half a cent rounds up, once per run', () => expect(runCost(1_800, machine(1000)).cost.amount).toBe(1));
test('less than half a cent is shown exactly', () => expect(runCost(30_000, machine(40))).toEqual({ cost: { amount: 0, currency: 'EUR' }, exact: '0.333333' }));
test('three hours at 350 W in a room of PUE 1.2 are 1.26 kWh', () => expect(runEnergy(10_800_000, machine(0))).toBeCloseTo(1.26, 12));
test('1.26 kWh from a grid of 381 g/kWh are 0.48 kg of CO₂; of a grid that nobody named they are unknown', () => {
  expect(runCarbon(1.26, { ...machine(0), grid: { gramsPerKwh: 381, source: 'Ember 2023' } })).toBeCloseTo(0.48006, 12);
  expect(runCarbon(1.26, { ...machine(0), grid: { gramsPerKwh: 0, source: 'own solar roof' } })).toBe(0);
  expect(runCarbon(1.26, machine(0))).toBeNull();
});
test('a carbon intensity needs its source', () => expect(Machine.safeParse({ ...machine(0), grid: { gramsPerKwh: 381, source: ' ' } }).success).toBe(false));
test('the longest run at the highest price still costs an amount of money; a higher price is refused', () => {
  expect(PositiveMoney.safeParse(runCost(milliseconds(LONGEST_RUN_SECONDS), machine(MOST_PER_HOUR)).cost).success).toBe(true);
  expect(PositiveMoney.safeParse(runCost(milliseconds(LONGEST_RUN_SECONDS), machine(MOST_PER_HOUR + 1)).cost).success).toBe(false);
  expect([Machine.safeParse(machine(MOST_PER_HOUR)).success, Machine.safeParse(machine(MOST_PER_HOUR + 1)).success]).toEqual([true, false]);
});
test('the assumed price follows the digits of the currency', () => {
  expect(assumedMachine('EUR', 2).pricePerHour.amount).toBe(40);
  expect(assumedMachine('KWD', 3).pricePerHour.amount).toBe(400);
});
test('law: the rounded cost is within half a minor unit of the exact one', () => {
  fc.assert(fc.property(fc.nat(100_000_000), fc.nat(1_000_000), (ms, price) => {
    const { cost, exact } = runCost(ms, machine(price));
    expect(Math.abs(cost.amount - Number(exact))).toBeLessThanOrEqual(0.500001);
  }));
});
