import { type Day, exact, minorDigits, type Money, type Rational } from '@capstan/kernel';
import { settleMfn, type Signed } from '../convertible.ts';
import { roundings } from '../rounding.ts';
import { noteAccrual } from './note.ts';
import { remembered } from './remembered.ts';
import type { PlannedSafe, PoolPlan, RoundScenario, ScenarioRound, SimulatorStart, StartInstrument } from './scenario-terms.ts';
import { type PlannedRound, playRounds, type Sequence } from './sequence.ts';
import type { StartTable } from './table.ts';
import type { PoolTerm } from './terms.ts';

const parse = (text: string): Rational => exact.parseDecimal(text)!;
const scales = new Map<string, Rational>();
/** Money in whole currency units, exact. */
function units({ amount, currency }: Money): Rational {
  const scale = scales.get(currency) ?? exact.rational(10 ** minorDigits(currency));
  scales.set(currency, scale);
  return exact.div(exact.rational(amount), scale);
}

/** Two names of one investor: spaces and case do not tell people apart. */
const sameName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
/** Who a name is: a holder there is, or somebody new under that name. */
const holderNamed = remembered(({ holders, convertibles }: SimulatorStart) => {
  const known = new Map([...convertibles.map((c) => [sameName(c.investor), c.holder] as const), ...holders.map((h) => [sameName(h.name), h.holder] as const)]);
  return (name: string): string => known.get(sameName(name)) ?? `new:${sameName(name)}`;
});

/** The table that the simulator starts from, for the engine. */
export const startTable = remembered(({ holders, pool, common, options, classes }: SimulatorStart): StartTable => ({
  holders: holders.map(({ holder, name, shares }) => ({ id: holder, name, shares })), pool, common, options,
  classes: classes.map((c, i) => ({ id: `${c.class} (${i})`, name: c.class, method: c.protection, conversionPrice: exact.fromFraction(c.conversionPrice), held: new Map(c.held.map((h) => [h.holder, exact.rational(h.shares)])) })),
}));

/** Plays a scenario: the rounds in a row on the table of its start. The same in a browser and on the server. */
export const playScenario = (start: SimulatorStart, scenario: RoundScenario): Sequence => playRounds(startTable(start), plansOf(start, scenario));

/** The rounds of a scenario as the engine takes them: who is who, what converts when, with which interest and which terms. */
export function plansOf(start: SimulatorStart, scenario: RoundScenario): PlannedRound[] {
  const named = holderNamed(start);
  const all = instruments(start, scenario, named);
  let left = all;
  return scenario.rounds.map((round) => {
    const out = new Set(round.leftOut);
    const converting = left.filter((one) => !out.has(one.id));
    left = left.filter((one) => out.has(one.id));
    return planOf(round, converting, all, scenario, named);
  });
}

type Named = (name: string) => string;
/** The id under which a scenario speaks of the nth SAFE that it makes up. */
export const plannedId = (index: number): string => `planned:${index + 1}`;

function instruments(start: SimulatorStart, { safes, caps }: RoundScenario, named: Named): StartInstrument[] {
  const signed = start.convertibles.map((one) => ({ ...one, ...(caps[one.id] && { cap: caps[one.id]! }) }));
  const planned = safes.map(({ name, ...terms }: PlannedSafe, i) => ({ ...terms, id: plannedId(i), holder: named(name), investor: name, mfn: false, signedOn: start.on }));
  return [...signed, ...planned];
}

function planOf(round: ScenarioRound, converting: readonly StartInstrument[], all: readonly StartInstrument[], { elections }: RoundScenario, named: Named): PlannedRound {
  const { name, preMoney, investors, pool, convention, rounding, proRata, protection, adjusting, reserve } = round;
  const settled = new Map(settleMfn(all.map((one) => signedOf(one, round.on)), elections).map((c) => [c.id, c]));
  return {
    name, preMoney: units(preMoney), investors: investors.filter((i) => i.amount.amount > 0).map((i) => ({ holder: named(i.name), name: i.name, amount: units(i.amount) })), pool: poolOf(pool),
    convention, rounding: roundings[rounding], protection, adjusting, reserve, ...(proRata && proRata.holders.length > 0 && { proRata }),
    convertibles: converting.map((one) => ({ ...settled.get(one.id)!, holder: one.holder, name: one.investor })),
  };
}

const poolOf = (pool: PoolPlan): PoolTerm => (pool.kind === 'target' ? { target: parse(pool.part) } : { increase: exact.rational(pool.kind === 'increase' ? pool.shares : 0) });

/** What converts of an instrument on a day: of a note, principal and interest in whole minor units, as a close would pay it. */
export function convertingAmount({ amount, interest, signedOn }: StartInstrument, on: Day): Rational {
  if (!interest) return units(amount);
  const grown = noteAccrual({ principal: exact.rational(amount.amount), rate: parse(interest.rate), compounding: interest.compounding, dayCount: interest.dayCount, signedOn }, on);
  return units({ amount: Number(exact.round(grown, 'half-up')), currency: amount.currency });
}

const signedOf = (one: StartInstrument, on: Day): Signed => ({
  id: one.id, kind: one.kind, amount: convertingAmount(one, on), mfn: one.mfn, signedOn: one.signedOn,
  ...(one.cap && { cap: units(one.cap) }), ...(one.discount && { discount: parse(one.discount) }), ...(one.capBase && { capBase: one.capBase }),
});
