export * from './loan-cost.ts';
export * from './loan-schedule.ts';
export * from './loan-terms.ts';
export * from './revenue-loan.ts';
export * from './warrant-value.ts';
