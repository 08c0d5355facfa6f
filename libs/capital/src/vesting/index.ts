export * from './acceleration.ts';
export * from './allocation.ts';
export { conditionalTranches, type ConditionMet } from './conditions.ts';
export { after, type DayOfMonth, daysOfMonth, START_DAY, vestingDates } from './day-of-month.ts';
export * from './installments.ts';
export { vestingRefusals } from './refusals.ts';
export type { Tranche } from './schedule.ts';
export { AllocationName, type ConditionalVesting, DayOfMonthName, type RegularVesting, type VestingCondition, type VestingList, type VestingTranches, VestingTerms, VestingPart } from './terms.ts';
