export { type ImportOcf, importedBefore, ocfDecider, type OcfState } from './decider.ts';
export { exportOcf, OCF_VERSION, type PackageOptions } from './exporting/package.ts';
export { type OcfFact, ocfFacts } from './facts.ts';
export { type ImportPlan, type LooseEnds, looseEnds, planOcf } from './importing/plan.ts';
export { vestingOf } from './importing/vesting.ts';
export { type ObjectKind, objectKinds } from './kinds.ts';
export type { OcfProblem } from './problems.ts';
export { MOST_OBJECTS, type OcfObject, type OcfReading, readOcf, type Unreadable } from './reading.ts';
export { type OcfRefusal, ocfRefusals } from './refusals.ts';
