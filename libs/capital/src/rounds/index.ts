export * from './anti-dilution.ts';
export * from './day-count.ts';
export * from './note.ts';
