import { type FieldProblem, fill, kernelRefusals } from '@capstan/kernel';
import { z } from 'zod';

const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);

/** The fields of a body that its schema does not have, at any depth: a misspelt field is refused, not ignored. */
export function unknownFields(schema: z.ZodType, value: unknown, path: readonly string[] = []): FieldProblem[] {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unknownFields(schema.unwrap() as z.ZodType, value, path);
  if (schema instanceof z.ZodPipe) return unknownFields(schema.in as z.ZodType, value, path);
  if (schema instanceof z.ZodArray && Array.isArray(value)) return value.flatMap((v, i) => unknownFields(schema.element as z.ZodType, v, [...path, String(i)]));
  if (schema instanceof z.ZodUnion) {
    const option = (schema.options as z.ZodType[]).find((o) => o.safeParse(value).success);
    return option ? unknownFields(option, value, path) : [];
  }
  if (!(schema instanceof z.ZodObject) || !isObject(value) || schema.def.catchall) return [];
  return Object.entries(value).flatMap(([key, v]) => {
    const field = schema.shape[key] as z.ZodType | undefined;
    const here = [...path, key];
    return field ? unknownFields(field, v, here) : [{ path: here.join('.'), code: 'invalid-input', message: fill(kernelRefusals['invalid-input'], { problem: 'there is no such field' }) }];
  });
}
