/** What a browser needs to rank anew while a weight moves: pure functions, no schemas. */
export * from './ranking.ts';
export * from './switch-weight.ts';
