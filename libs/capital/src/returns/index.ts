export * from './irr.ts';
export { DEFAULT_RANGE, type RateRange, signChanges, type TimedFlow } from './roots.ts';
export * from './time-value.ts';
