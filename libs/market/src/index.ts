export * from './contract.ts';
export * from './decider.ts';
export * from './events.ts';
export * from './price-economics.ts';
export * from './refusals.ts';
export * from './trailing.ts';
export * from './unit-economics.ts';
