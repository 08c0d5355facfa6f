import { exact, type Money, MOST_MINOR_UNITS, moneyFrom, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { energyKwh } from './spec.ts';

const HOUR_MS = 3_600_000;
/** Three years. */
export const LONGEST_RUN_SECONDS = 100_000_000;
/** What the longest run costs at this price is still an amount of money: no price can keep a run's end from being recorded. */
export const MOST_PER_HOUR = Math.floor((MOST_MINOR_UNITS * (HOUR_MS / 1000)) / LONGEST_RUN_SECONDS);
const Price = PositiveMoney.refine(({ amount }) => amount <= MOST_PER_HOUR, { error: 'This is more than a machine can cost an hour.', path: ['amount'], params: { refusal: 'amount-too-large' } });

/** What a trainer's machine costs and draws. */
export const Machine = z.object({
  pricePerHour: Price.describe('price of one wall-clock hour of the machine'),
  watts: z.number().min(0.1).max(100_000).describe('power the machine draws while it trains'),
  grid: z.object({
    gramsPerKwh: z.number().min(0).max(5000), source: z.string().trim().min(1).max(200).describe('who says so, and of which year'),
  }).optional().describe('carbon intensity of the electricity, in grams of CO₂ per kWh; unknown where it is left out'),
  pue: z.number().min(1).max(3).describe('power usage effectiveness of the room: 1 at a desk, 1.1 to 1.6 in data centres'),
}).meta({ id: 'TrainingMachine' });
export type Machine = z.infer<typeof Machine>;

/** Until a company sets its own: 0.40 of its currency an hour (an eight-core cloud machine), 65 W, PUE 1.2. Screens say that it is assumed. */
export const assumedMachine = (currency: string, minorDigits: number): Machine => ({
  pricePerHour: { amount: Math.round(0.4 * 10 ** minorDigits), currency }, watts: 65, pue: 1.2,
});

/** Wall time in whole milliseconds: what cost and energy are computed from. */
export const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

/**
 * Cost of a run, convention `wall-clock`: wall time × price per hour, every attempt counted, rounded half-up once per run.
 * `exact` is the same in minor units with six decimals, for runs that cost less than a cent.
 */
export function runCost(wallMs: number, machine: Machine): { cost: Money; exact: string } {
  const minor = exact.rational(BigInt(wallMs) * BigInt(machine.pricePerHour.amount), HOUR_MS);
  return { cost: moneyFrom(minor, machine.pricePerHour.currency), exact: exact.toDecimal(minor, 6) };
}

/** Wall milliseconds that an amount of money pays for, rounded down; null where the machine costs nothing. */
export const wallMsFor = (cap: Money, { pricePerHour }: Machine): number | null =>
  pricePerHour.amount === 0 ? null : Math.min(Number.MAX_SAFE_INTEGER, Number((BigInt(cap.amount) * BigInt(HOUR_MS)) / BigInt(pricePerHour.amount)));

/** Energy of a run in kWh, convention `whole-machine`: wall hours × watts of the machine × PUE / 1000. */
export const runEnergy = (wallMs: number, machine: Machine): number =>
  energyKwh({ coreSeconds: wallMs / 1000, wattsPerCore: machine.watts, pue: machine.pue });

/** Kilograms of CO₂ = kWh × grams per kWh of the machine's grid / 1000; null where nobody has said what the grid emits. */
export const runCarbon = (energy: number, { grid }: Machine): number | null => (grid ? (energy * grid.gramsPerKwh) / 1000 : null);
