import { type CapitalState, simulatorStartOn } from '@capstan/capital';
import { type Dilution, dilution, grouped, partAt, playScenario, priceByConvention, type RoundScenario, type SimulatorStart } from '@capstan/capital/rounds';
import type { Figure } from './figure.ts';

const ROUNDS = 6;
const SAFES = 12;
const MOVES = 60;
/** Rows that the screen draws: the largest holders, all others as one. */
const SHOWN = 12;
/** From the issue: a slider move repaints within this; drawing has what the calculation leaves of it. */
const TARGET_MS = 50;
const eur = (whole: number) => ({ amount: Math.round(whole * 100), currency: 'EUR' });

/** Six rounds in a row, the fourth below the one before, with pro rata rights and a dozen SAFEs; the pre-money of the first is what the slider moves. */
function scenario(preMoney: number): RoundScenario {
  const safes = Array.from({ length: SAFES }, (_, i) => ({ name: `Angel ${i}`, amount: eur(50_000 + i * 1000), kind: i % 2 ? 'pre-money' as const : 'post-money' as const, cap: eur(20_000_000 + i * 700_000), ...(i % 3 === 0 && { discount: '0.2' }) }));
  const rounds = Array.from({ length: ROUNDS }, (_, i) => ({
    name: `Round ${i}`, on: `${2027 + i}-01-01`, preMoney: eur(preMoney * (i === 3 ? 4 : 2 ** i)), investors: [{ name: `Lead ${i}`, amount: eur(4_000_000 * 1.5 ** i) }, { name: `Second ${i}`, amount: eur(1_000_000 * 1.5 ** i) }],
    pool: { kind: 'target' as const, part: '0.1' }, convention: 'percentage-ownership' as const, rounding: 'floor-shares' as const, protection: 'broad' as const, adjusting: 'inside' as const, reserve: 'without' as const, leftOut: [],
    ...(i > 0 && { proRata: { convention: 'within' as const, holders: [`new:lead ${i - 1}`] } }),
  }));
  return { rounds, safes, caps: {}, elections: {} };
}

/** Everything the screen says after a slider has moved. Throws when a round has no price: that would be no measurement. */
function move(start: SimulatorStart, preMoney: number): Dilution {
  const sequence = playScenario(start, scenario(preMoney));
  const [first] = sequence.rounds;
  if (first?.kind !== 'priced' || sequence.rounds.at(-1)!.kind !== 'priced') throw new Error(`the rounds of the bench have no price: ${sequence.rounds.map((r) => r.kind).join(', ')}`);
  priceByConvention(first.terms);
  const all = dilution(sequence);
  for (const row of grouped(all, SHOWN).shown) row.shares.forEach((shares, i) => partAt(shares, all.totals[i]!));
  return all;
}

/** Milliseconds of the best of some moves, on each company in turn: other work on the machine only makes them slower, and meets both alike. */
function quickest(states: readonly CapitalState[], on: string): number[] {
  const starts = states.map((state) => simulatorStartOn(state, on));
  const best = starts.map(() => Infinity);
  for (let n = 0; n < MOVES; n++) starts.forEach((start, i) => {
    const begun = performance.now();
    move(start, 400_000_000 + n * 1_000_000);
    best[i] = Math.min(best[i]!, performance.now() - begun);
  });
  return best;
}

/** What one slider move costs on a large company, and how that grows with twice as many holders and grants. */
export function simulatorFigures(state: CapitalState, twice: CapitalState, on: string): Figure[] {
  const [one, two] = quickest([state, twice], on) as [number, number];
  const figure = (name: string, value: number, unit: string, target: number): Figure => ({ name: `capital.${name}`, value, unit, target, higherIsBetter: false });
  return [figure('slider-move', one, 'ms', TARGET_MS), figure('slider-move.growth', two / one, '× at 2 × holders', 2.2)];
}
