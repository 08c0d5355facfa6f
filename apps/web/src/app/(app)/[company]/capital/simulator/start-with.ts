import type { RoundScenario, ScenarioRound } from '@capstan/capital/rounds';
import { minorDigits } from '@capstan/kernel';
import type { SimulatorWords } from './words.ts';

const SEED_PRE_MONEY = 8_000_000;
const SEED_RAISE = 2_000_000;
/** A next round at twice the post-money of the one before, for as large a part. */
const STEP_UP = 2;
const MONTHS_TO_FIRST = 6;
const MONTHS_BETWEEN = 18;

const units = (whole: number, currency: string) => ({ amount: Math.round(whole * 10 ** minorDigits(currency)), currency });
const laterBy = (day: string, months: number): string => {
  const at = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
};

const usual = (lead: string): Pick<ScenarioRound, 'pool' | 'convention' | 'rounding' | 'protection' | 'adjusting' | 'reserve' | 'leftOut'> & { lead: string } =>
  ({ lead, pool: { kind: 'target', part: '0.1' }, convention: 'percentage-ownership', rounding: 'floor-shares', protection: 'broad', adjusting: 'inside', reserve: 'without', leftOut: [] });

const roundOf = (name: string, on: string, preMoney: number, raise: number, currency: string, words: SimulatorWords): ScenarioRound => {
  const { lead, ...terms } = usual(words.leadInvestor);
  return { name, on, preMoney: units(preMoney, currency), investors: [{ name: `${lead}, ${name}`, amount: units(raise, currency) }], ...terms };
};

/** A first scenario to change: one seed round half a year from the day it is played on. */
export const firstScenario = (on: string, currency: string, words: SimulatorWords): RoundScenario =>
  ({ rounds: [roundOf(words.seed, laterBy(on, MONTHS_TO_FIRST), SEED_PRE_MONEY, SEED_RAISE, currency, words)], safes: [], caps: {}, elections: {} });

/** The scenario with one more round behind the last, larger and later. */
export function withNextRound(scenario: RoundScenario, words: SimulatorWords): RoundScenario {
  const last = scenario.rounds.at(-1)!;
  const { currency } = last.preMoney;
  const raised = last.investors.reduce((sum, i) => sum + i.amount.amount, 0);
  const scale = 10 ** minorDigits(currency);
  const name = [words.seed, words.seriesA, words.seriesB][scenario.rounds.length] ?? words.nextRound.replace('{n}', String(scenario.rounds.length + 1));
  const next = roundOf(name, laterBy(last.on, MONTHS_BETWEEN), ((last.preMoney.amount + raised) * STEP_UP) / scale, (raised * STEP_UP) / scale, currency, words);
  return { ...scenario, rounds: [...scenario.rounds, next] };
}
