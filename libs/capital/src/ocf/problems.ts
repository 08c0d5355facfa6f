import { type FieldProblem, fill } from '@capstan/kernel';
import type { z } from 'zod';
import { type OcfRefusal, ocfRefusals } from './refusals.ts';

/** What is wrong with an object of a package: which file, which object, which field. */
export interface OcfProblem extends FieldProblem { readonly file: string; readonly object: string }

export interface Where { readonly file: string; readonly object?: string; readonly field?: string; readonly value?: string | number }

const LONGEST = 80;

/** One problem, with its sentence. */
export function problem(code: OcfRefusal, { file, object = '', field = '', value = '' }: Where): OcfProblem {
  const values = { file, object, field, value: String(value).slice(0, LONGEST) };
  return { path: [file, object, field].filter(Boolean).join(', '), code, message: fill(ocfRefusals[code], values), values, file, object };
}

/** What a schema finds wrong with an object. */
export const schemaProblems = (error: z.core.$ZodError, value: unknown, file: string, object: string): OcfProblem[] =>
  error.issues.map((issue) => {
    const field = issue.path.join('.');
    const found = at(value, issue.path);
    return problem(codeOf(issue, found), { file, object, field, value: typeof found === 'string' || typeof found === 'number' ? found : (JSON.stringify(found) ?? '') });
  });

function codeOf(issue: z.core.$ZodIssue, found: unknown): OcfRefusal {
  const refusal = 'params' in issue ? (issue.params as { refusal?: string } | undefined)?.refusal : undefined;
  if (refusal !== undefined && refusal in ocfRefusals) return refusal as OcfRefusal;
  if (found === undefined) return 'ocf-field-missing';
  if (issue.code === 'invalid_format') return 'ocf-number-invalid';
  return issue.code === 'invalid_value' || (issue.code === 'invalid_union' && typeof found === 'string') ? 'ocf-enum-unknown' : 'ocf-field-invalid';
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown => path.reduce<unknown>((inside, key) => (typeof inside === 'object' && inside !== null ? (inside as Record<PropertyKey, unknown>)[key] : undefined), value);
