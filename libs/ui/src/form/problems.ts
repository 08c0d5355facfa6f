'use client';
import { createContext, useContext } from 'react';

/** What a form knows of its last attempt: the problem of each field by path, and whether it is being sent. */
export interface FormState { errors: Readonly<Record<string, string>>; readOnly: boolean }
export const FormContext = createContext<FormState>({ errors: {}, readOnly: false });

/** The problem of a field: of its own path or of one below it (`amount` also has those of `amount.amount`). */
export function problemOf(errors: Readonly<Record<string, string>>, name: string): string | undefined {
  const path = Object.keys(errors).find((p) => p === name || p.startsWith(`${name}.`));
  return path === undefined ? undefined : errors[path];
}

export const useProblem = (name: string): string | undefined => problemOf(useContext(FormContext).errors, name);
