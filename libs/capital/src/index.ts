export * from './company.ts';
export * from './company-contract.ts';
