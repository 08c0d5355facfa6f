import { z } from 'zod';
import type { Permission } from './access.ts';
import { Money } from './money.ts';

/**
 * One HTTP operation, declared once: the API routes, validates, documents and serialises by it, the web calls by it.
 * Paths are below `/api`; `:company` in a path is the company whose ledger is meant.
 */
export interface Endpoint<B extends z.ZodType | undefined = z.ZodType | undefined, Q extends z.ZodObject | undefined = z.ZodObject | undefined, A extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `public` answers anyone, `signed-in` any user; everything else is a permission in the company of the path. */
  readonly permission: Permission | 'public' | 'signed-in';
  readonly summary: string;
  readonly body: B;
  readonly query: Q;
  readonly answer: A;
  /** Largest body in bytes, for uploads; the default is 1 MiB. */
  readonly limit?: number;
}

interface Common { permission: Endpoint['permission']; summary: string }

/** A read: `query('/companies/:company/capital/cap-table', { permission: 'capital:read', summary: '…', answer: CapTable })`. */
export const query = <A extends z.ZodType, Q extends z.ZodObject | undefined = undefined>(path: string, rest: Common & { answer: A; query?: Q }): Endpoint<undefined, Q, A> =>
  ({ method: 'GET', path, body: undefined, query: rest.query as Q, answer: rest.answer, permission: rest.permission, summary: rest.summary });

/** What a command answers: the log position to wait for, the revision of the company's stream, the id of the new thing. */
export const Receipt = z.object({ position: z.string(), revision: z.number().int(), id: z.string().optional() }).meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/** A write. Its answer is a Receipt unless it says otherwise. */
export const command = <B extends z.ZodType, A extends z.ZodType = typeof Receipt>(path: string, rest: Common & { body: B; answer?: A; method?: 'POST' | 'PUT' | 'DELETE'; limit?: number }): Endpoint<B, undefined, A> =>
  ({ method: rest.method ?? 'POST', path, body: rest.body, query: undefined, answer: (rest.answer ?? Receipt) as A, permission: rest.permission, summary: rest.summary, ...(rest.limit && { limit: rest.limit }) });

/** Marks a field of an answer as hidden (null) unless the caller holds the permission: forgetting a guard reveals nothing. */
export const revealing = <S extends z.ZodType>(schema: S, permission: Permission) => schema.nullable().meta({ reveals: permission });

/** The answer with every field that the caller may not see set to null; walks objects, arrays, optionals, nullables and unions. */
export function redact(schema: z.ZodType, value: unknown, holds: (permission: Permission) => boolean): unknown {
  const reveals = schema.meta()?.['reveals'];
  if (typeof reveals === 'string' && !holds(reveals as Permission)) return null;
  if (value === null || value === undefined) return value;
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return redact(schema.unwrap() as z.ZodType, value, holds);
  if (schema instanceof z.ZodArray) return (value as unknown[]).map((v) => redact(schema.element as z.ZodType, v, holds));
  if (schema instanceof z.ZodRecord) return Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, redact(schema.valueType as z.ZodType, v, holds)]));
  if (schema instanceof z.ZodObject) return Object.fromEntries(Object.entries(value as object).flatMap(([k, v]) => (k in schema.shape ? [[k, redact(schema.shape[k] as z.ZodType, v, holds)]] : [])));
  if (schema instanceof z.ZodUnion) {
    const option = (schema.options as z.ZodType[]).find((o) => o.safeParse(value).success);
    return option ? redact(option, value, holds) : null;
  }
  return value;
}

/** The RFC 9457 body of a refusal. */
export const Problem = z.object({
  type: z.string(), title: z.string(), status: z.number(), code: z.string(), detail: z.string(),
  path: z.string().optional(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() })).optional(),
}).meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/**
 * Why this number: what every derived figure carries. `formula` and `convention` are message keys, so that the
 * screen says them in the reader's language; `inputs` are the values put into the formula; `facts` the events behind it.
 */
export const Explained = z.object({
  metric: z.string().describe('key of the metric: its page in docs/metrics and its message'),
  convention: z.string().optional(),
  inputs: z.array(z.object({
    name: z.string(),
    value: z.union([z.object({ kind: z.literal('money'), money: Money.nullable() }), z.object({ kind: z.literal('number'), number: z.number().nullable(), unit: z.string().optional() }), z.object({ kind: z.literal('text'), text: z.string() })]),
    facts: z.array(z.string()).optional().describe('ids of the events behind this input'),
  })),
  facts: z.array(z.string()).describe('ids of the events behind the figure, newest first, at most 200'),
  factCount: z.number().int().describe('how many events there are in all'),
}).meta({ id: 'Explained' });
export type Explained = z.infer<typeof Explained>;
