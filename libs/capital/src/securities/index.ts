export * from './classes.ts';
export * from './commands.ts';
export * from './facts.ts';
export * from './movements.ts';
export * from './splits.ts';
export type { ConvertibleNote, NoteSituation, ShareClass, SplitEntry, ShareCount, TermsEntry, Warrant } from './state.ts';
export { type Preference, usualTerms } from './round-terms.ts';
export * from './cap-table.ts';
export * from './outstanding.ts';
