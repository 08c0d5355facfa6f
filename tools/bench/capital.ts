import { capitalDecider, type CapitalFact, type CapitalState, capTableOn } from '@capstan/capital';
import { fold, isRefusal } from '@capstan/kernel';
import type { Figure } from './figure.ts';
import { simulatorFigures } from './simulator.ts';

const HOLDERS = 2_000;
const GRANTS = 10_000;
const ROUNDS = 6;
const RUNS = 20;
const today = '2026-06-30';
const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });
const id = (kind: string, n: number) => `${kind}-${String(n).padStart(8, '0')}`;
const day = (n: number) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10);

/** A company with so many holders of shares and of grants that vest, and rounds in which holders invest. */
function company(holders: number, grants: number): CapitalFact[] {
  const founded: CapitalFact = { type: 'CompanyFounded', data: { name: 'Bench', currency: 'EUR', country: 'DE', foundedOn: day(0) }, effective: day(0) };
  const issues = Array.from({ length: holders }, (_, n): CapitalFact => ({ type: 'SharesIssued', data: { holding: id('holding', n), holder: id('holder', n), holderName: `Holder ${n}`, class: 'Common', shares: 1000 + ((n * 7919) % 9000), issuedOn: day(n % 300) }, effective: day(n % 300) }));
  const plan: CapitalFact = { type: 'PlanAdopted', data: { plan: id('plan', 1), name: 'Plan', class: 'Common', shares: grants * 2000, adoptedOn: day(0), cancelled: 'to-pool' }, effective: day(0) };
  const made = Array.from({ length: grants }, (_, n): CapitalFact => ({
    type: 'GrantMade', effective: day(300 + (n % 1500)),
    data: {
      grant: id('grant', n), holder: id('holder', n % holders), holderName: `Holder ${n % holders}`, kind: 'option', class: 'Common', shares: 480 + (n % 7) * 48, strike: ['1', '10'], grantedOn: day(300 + (n % 1500)), earlyExercise: false, plan: id('plan', 1),
      vesting: { kind: 'schedule', start: day(300 + (n % 1500)), every: { length: 1, unit: 'months' }, periods: 48, cliff: { length: 12, unit: 'months' }, allocation: 'CUMULATIVE_ROUND_DOWN', dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH' },
    },
  }));
  return rounds([founded, plan, ...issues, ...made], holders);
}

/** The facts with six rounds closed after them, each by the rules of the context. */
function rounds(facts: CapitalFact[], holders: number): CapitalFact[] {
  let state = fold(capitalDecider, facts);
  const all = [...facts];
  const record = (more: CapitalFact[]) => { all.push(...more); state = more.reduce(capitalDecider.evolve, state); };
  for (let n = 0; n < ROUNDS; n++) {
    const [round, opened, closed] = [id('round', n), day(400 + n * 250), day(430 + n * 250)];
    const commitments = Array.from({ length: 20 }, (_, c): CapitalFact => ({ type: 'CommitmentMade', data: { round, commitment: id('commitment', n * 100 + c), holder: id('holder', (n * 20 + c) % holders), investor: `Holder ${(n * 20 + c) % holders}`, amount: eur(100_000), committedOn: opened }, effective: opened }));
    record([{ type: 'RoundOpened', data: { round, name: `Round ${n}`, preMoney: eur(10_000_000 * 2 ** n), target: eur(2_000_000), openedOn: opened }, effective: opened }, ...commitments]);
    const close = capitalDecider.decide({ type: 'CloseRound', today, round, closedOn: closed }, state);
    if (isRefusal(close)) throw new Error(close.message);
    record(close);
  }
  return all;
}

/** The best of some runs of each, in turn: other work on the machine only makes them slower, and both alike. */
function quickest(...works: (() => unknown)[]): number[] {
  const best = works.map(() => Infinity);
  for (let n = 0; n < RUNS; n++) {
    works.forEach((work, i) => {
      const start = performance.now();
      work();
      best[i] = Math.min(best[i]!, performance.now() - start);
    });
  }
  return best;
}

const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({ name: `capital.${name}`, value, unit, target, higherIsBetter: false });

/** The cap table of a large company from its state and from its facts, and how it grows when there are twice as many holders and grants. */
export async function run(): Promise<Figure[]> {
  const [facts, twice] = [company(HOLDERS, GRANTS), company(HOLDERS * 2, GRANTS * 2)];
  const [state, larger]: CapitalState[] = [fold(capitalDecider, facts), fold(capitalDecider, twice)];
  const [table, tableOfTwice, fromFacts] = quickest(() => capTableOn(state!, today), () => capTableOn(larger!, today), () => capTableOn(fold(capitalDecider, facts), today)) as [number, number, number];
  return [
    figure('cap-table', table, 'ms', 150), figure('cap-table.growth', tableOfTwice / table, '× at 2 × holders', 2.2),
    figure('facts-to-cap-table', fromFacts, 'ms'),
    ...simulatorFigures(state!, larger!, today),
  ];
}
