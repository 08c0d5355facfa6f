import { z } from 'zod';

/** A business fact before it is recorded. `effective` is the day it is true from; without it, the day it is recorded. */
export interface Fact<T extends string = string, D = unknown> { readonly type: T; readonly data: D; readonly effective?: string }

/** Everything the ledger knows about a recorded fact. Positions are text: some logs count in 64 bits. */
export interface Recorded<F extends Fact = Fact> {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: F['type'];
  readonly data: F['data'];
  readonly meta: FactMeta;
}

export interface FactMeta {
  readonly company: string;
  /** Who recorded it: a user id, or `policy:<name>`, `trainer:<name>`, `demo`. */
  readonly actor: string;
  /** When it was recorded (ISO instant). */
  readonly at: string;
  /** The day it is true from (YYYY-MM-DD). */
  readonly effective: string;
  readonly command: string;
  readonly causation: string;
  readonly correlation: string;
  /** Version of the type's schema. */
  readonly schema: number;
  /** SHA-256 over the stream's previous hash and this event as stored. */
  readonly hash: string;
}

export interface FactType<T extends string = string, S extends z.ZodType = z.ZodType> {
  readonly type: T;
  readonly version: number;
  readonly data: S;
  /** From version n to n + 1, at index n. Old facts are lifted on read, never rewritten. */
  readonly upcasts: Readonly<Record<number, (old: never) => unknown>>;
}

/** Declares a fact: its name in the past tense, its data, and, once it has changed shape, its version and upcasts. */
export const fact = <const T extends string, S extends z.ZodType>(type: T, data: S, history?: { version: number; upcasts: Record<number, (old: never) => unknown> }): FactType<T, S> => ({
  type, data, version: history?.version ?? 1, upcasts: history?.upcasts ?? {},
});

/** The union of facts that a list of fact types describes. */
export type FactOf<T extends readonly FactType[]> = { [K in keyof T]: T[K] extends FactType<infer N, infer S> ? Fact<N, z.output<S>> : never }[number];

/**
 * Marks a field as personal: it is sealed with the key of the person whose id stands in the sibling field `of`.
 * Once that key is erased the field reads as null, so every reader meets null from the first day on.
 */
export const personal = <S extends z.ZodType>(schema: S, of: string) => schema.nullable().meta({ personal: of });

export interface PersonalField { readonly field: string; readonly of: string }

/** The personal fields of a fact's data (top level). */
export function personalFields(type: FactType): PersonalField[] {
  if (!(type.data instanceof z.ZodObject)) return [];
  return Object.entries(type.data.shape as Record<string, z.ZodType>).flatMap(([field, schema]) => {
    const of = schema.meta()?.['personal'];
    return typeof of === 'string' ? [{ field, of }] : [];
  });
}

/** Fact data of today's shape from data stored under an older version. */
export function lift(type: FactType, version: number, data: unknown): unknown {
  let lifted = data;
  for (let v = version; v < type.version; v++) {
    const upcast = type.upcasts[v];
    if (!upcast) throw new Error(`${type.type} has no upcast from version ${v}`);
    lifted = upcast(lifted as never);
  }
  return lifted;
}
