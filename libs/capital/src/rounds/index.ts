export * from './anti-dilution.ts';
export * from './day-count.ts';
export * from './dilution.ts';
export * from './note.ts';
export { type PlannedRound, type PlayedRound, playRounds, type Sequence } from './sequence.ts';
export { type HeldClass, openTable, type StartTable, type Table } from './table.ts';
