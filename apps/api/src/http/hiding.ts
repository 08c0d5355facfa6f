import { z } from 'zod';

/** Kinds of schemas that `redact` does not look into. */
const closed = [z.ZodPipe, z.ZodLazy, z.ZodTuple, z.ZodIntersection, z.ZodReadonly, z.ZodMap, z.ZodSet, z.ZodCatch];
const reveals = (schema: z.ZodType) => JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' })).includes('"reveals":');

/** Whether an answer marks a field as hidden in a place that redaction does not reach, so that it would be seen by everyone. */
export function hidesInVain(schema: z.ZodType, seen = new Set<z.ZodType>()): boolean {
  if (seen.has(schema)) return false;
  seen.add(schema);
  const inner = (one: unknown) => hidesInVain(one as z.ZodType, seen);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return inner(schema.unwrap());
  if (schema instanceof z.ZodArray) return inner(schema.element);
  if (schema instanceof z.ZodRecord) return inner(schema.valueType);
  if (schema instanceof z.ZodObject) return Object.values(schema.shape).some(inner);
  if (schema instanceof z.ZodUnion) return schema.options.some(inner);
  return closed.some((kind) => schema instanceof kind) && reveals(schema);
}
