import { z } from 'zod';
import type { Permission } from './access.ts';
import { Money } from './money.ts';

/**
 * One HTTP operation, declared once: the API routes, validates, documents and serialises by it, the web calls by it.
 * Paths are below `/api`; `:company` in a path is the company whose ledger is meant.
 */
export interface Endpoint<B extends z.ZodType | undefined = z.ZodType | undefined, Q extends z.ZodObject | undefined = z.ZodObject | undefined, A extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `public` answers anyone, `signed-in` any user; everything else is a permission in the company of the path. */
  readonly permission: Permission | 'public' | 'signed-in';
  readonly summary: string;
  readonly body: B;
  readonly query: Q;
  readonly answer: A;
  /** Largest body in bytes, for uploads; the default is 1 MiB. */
  readonly limit?: number;
  /** Status of an answer where the protocol of others wants 200; else POST answers 201, everything else 200. */
  readonly status?: 200;
  /** What a refusal says beside its problem, for programs that read a form of their own. */
  readonly refusal?: (problem: Problem) => Record<string, unknown>;
}

/** The status of an operation's answer. */
export const doneStatus = ({ method, status }: Pick<Endpoint, 'method' | 'status'>): 200 | 201 => status ?? (method === 'POST' ? 201 : 200);

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

/** A file's bytes as they come, `application/octet-stream`: the body of an upload, the answer of a download. */
export const Bytes = z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value);

/** Marks a field of an answer as hidden (null) unless the caller holds the permission: forgetting a guard reveals nothing. */
export const revealing = <S extends z.ZodType>(schema: S, permission: Permission) => schema.nullable().meta({ reveals: permission });

type Holds = (permission: Permission) => boolean;
type Shown = (value: unknown, holds: Holds) => unknown;
const asItIs: Shown = (value) => value;

/** The answer with every field that the caller may not see set to null, asking only about fields that hold something; walks objects, arrays, optionals, nullables and unions. */
export const redact = (schema: z.ZodType, value: unknown, holds: Holds): unknown => shownBy(schema)(value, holds);

/** Worked out once per schema: an answer holds many values of few schemas. */
const known = new WeakMap<z.ZodType, Shown>();
function shownBy(schema: z.ZodType): Shown {
  const before = known.get(schema);
  if (before) return before;
  const permission = schema.meta()?.['reveals'] as Permission | undefined;
  const inside = insideOf(schema);
  const shown: Shown = permission === undefined ? inside : (value, holds) => (value !== null && holds(permission) ? inside(value, holds) : null);
  known.set(schema, shown);
  return shown;
}

function insideOf(schema: z.ZodType): Shown {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return ifThere(shownBy(schema.unwrap() as z.ZodType));
  if (schema instanceof z.ZodArray) return ifThere(each(shownBy(schema.element as z.ZodType)));
  if (schema instanceof z.ZodRecord) return ifThere(entries(() => shownBy(schema.valueType as z.ZodType)));
  if (schema instanceof z.ZodObject) {
    const fields = new Map(Object.entries(schema.shape as Record<string, z.ZodType>).map(([key, field]) => [key, shownBy(field)]));
    return ifThere(entries((key) => fields.get(key)));
  }
  return schema instanceof z.ZodUnion ? ifThere(firstThatFits(schema.options as z.ZodType[])) : asItIs;
}

const ifThere = (shown: Shown): Shown => (value, holds) => (value === null || value === undefined ? value : shown(value, holds));
const each = (shown: Shown): Shown => (value, holds) => (value as unknown[]).map((one) => shown(one, holds));
/** A field whose key has nothing to show it by stays behind. */
const entries = (shownAt: (key: string) => Shown | undefined): Shown => (value, holds) => {
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value as object)) {
    const shown = shownAt(key);
    if (shown) result[key] = shown(field, holds);
  }
  return result;
};
const firstThatFits = (options: readonly z.ZodType[]): Shown => (value, holds) => {
  const option = options.find((one) => one.safeParse(value).success);
  return option ? shownBy(option)(value, holds) : null;
};

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
