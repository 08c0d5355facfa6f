/** What a browser needs to play rounds: no schemas, no facts, no deciders. `@capstan/capital/rounds`. */
export { settleMfn } from '../convertible.ts';
export { priceByConvention } from '../round-price.ts';
export * from './anti-dilution.ts';
export * from './checklist.ts';
export * from './dilution.ts';
export { convertingAmount, plannedId, playScenario, plansOf, startTable } from './scenario.ts';
export type { PlannedSafe, PoolPlan, RoundScenario, ScenarioRound, SimulatorStart, StartInstrument } from './scenario-terms.ts';
export { type PlannedRound, type PlayedRound, playRounds, type Sequence } from './sequence.ts';
export { type Convention, conventions, type PricedRound, type Unpriceable } from './terms.ts';
