export * from './terms.ts';
export type { Claim, Step } from './claims.ts';
export { type BreakEvent, breakPoints, type NothingToDivide, type Segment, waterfallCurve, type WaterfallCurve } from './curve.ts';
export { payoutsGiven } from './given-choices.ts';
export { holderParts, type HolderParts, type HolderPayout, type Holds, payoutsOf, payoutsPerHolder, wholeUnits } from './holders.ts';
export { type Choice, type ExitPayouts, type Payout, payoutsAt } from './payout.ts';
export { type ClaimName, type ExitPlay, type ExitTable, exitTable, noPlay } from './played.ts';
export { exitSheetOn } from './sheet.ts';
export * from './sheet-contract.ts';
