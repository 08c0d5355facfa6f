/** What a browser needs to play exits: no schemas, no facts, no deciders. `@capstan/capital/waterfall`. */
export { type BreakEvent, breakPoints, type Segment, waterfallCurve, type WaterfallCurve } from './curve.ts';
export { payoutsGiven } from './given-choices.ts';
export { holderParts, type HolderParts, type HolderPayout, payoutsOf } from './holders.ts';
export { type Choice, payoutsAt } from './payout.ts';
export { xirr } from '../returns/irr.ts';
export { type ClaimName, type ExitPlay, type ExitTable, exitTable, noPlay } from './played.ts';
export type { ExitSheet } from './sheet-contract.ts';
export type { ExitTerms, Participation } from './terms.ts';
