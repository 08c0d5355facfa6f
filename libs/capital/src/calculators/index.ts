export * from './conversion.ts';
export * from './exit.ts';
export { Answered, answered, Exact, valueOf } from './figures.ts';
export * from './grant.ts';
export * from './money.ts';
export { calculatorRefusals } from './refusals.ts';
export * from './round.ts';
