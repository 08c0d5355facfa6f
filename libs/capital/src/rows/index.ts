export * from './columns.ts';
export * from './contract.ts';
export { type ImportRows, planRows, rowsDecider, type RowsPlan } from './decider.ts';
export { type GrantRow, rowProblem, type Rows, RowsReader, type ShareRow } from './reader.ts';
export { type RowsRefusal, rowsRefusals } from './refusals.ts';
