import type { Recorded } from '@capstan/kernel';

export type SqlValue = string | number | null;

/** A SQL database of read-model tables: the disposable `views.db`, or an in-memory one filled up to a moment. Statements are cached. */
export interface Views {
  run(sql: string, ...params: SqlValue[]): void;
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the shape of the row, as `all` does
  get<T>(sql: string, ...params: SqlValue[]): T | undefined;
  all<T>(sql: string, ...params: SqlValue[]): T[];
}

/**
 * A read model is one file: its tables, how facts change them, how it is asked.
 * Every table has a `company` column; every query names the company. A raised `version` rebuilds from zero.
 * Handlers are keyed by fact type and must also shrink what corrections take back. The handler `*` hears every fact
 * without one of its own, also those a newer version wrote.
 */
export interface ReadModel {
  readonly name: string;
  readonly version: number;
  /** Names of its tables, dropped on rebuild. */
  readonly tables: readonly string[];
  /** CREATE TABLE / CREATE INDEX statements. */
  readonly schema: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each handler narrows to the facts of its own type
  readonly on: Readonly<Record<string, (views: Views, fact: Recorded<any>) => void>>;
}

export const readModel = (model: ReadModel): ReadModel => model;
