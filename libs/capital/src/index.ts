export * from './company.ts';
export * from './company-contract.ts';
export * from './convertible.ts';
export * from './round-price.ts';
export * from './rounding.ts';
export { ownershipOfCap } from './ownership.ts';
