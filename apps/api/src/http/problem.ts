import type { FieldProblem, Problem, Refusal } from '@capstan/kernel';

const titles: Readonly<Record<number, string>> = {
  400: 'The request does not fit', 401: 'Sign in first', 403: 'Not allowed', 404: 'Not found', 409: 'The rules do not allow this',
  412: 'This was changed meanwhile', 413: 'Too large', 415: 'Not a kind of content that is read here', 429: 'Too many tries', 500: 'Something broke here', 503: 'Not ready',
};

/** An answer that is a refusal (RFC 9457): thrown anywhere in a request, sent as application/problem+json. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(status: number, code: string, detail: string, more: Pick<Problem, 'path' | 'values' | 'errors'> = {}) {
    super(detail);
    this.name = 'ProblemError';
    this.problem = { type: `urn:capstan:problem:${code}`, title: titles[status] ?? 'Refused', status, code, detail, ...more };
  }
}

/** 404 when the thing is not there (codes end in `-unknown`), 412 when it was changed meanwhile, else 409. */
const statusOf = (code: string) => (code === 'stale' ? 412 : code.endsWith('-unknown') ? 404 : 409);

export const refusalProblem = (refusal: Refusal): ProblemError =>
  new ProblemError(statusOf(refusal.code), refusal.code, refusal.message, {
    ...(refusal.path !== undefined && { path: refusal.path }), ...(refusal.values && { values: { ...refusal.values } }),
  });

/** Whether something thrown is this refusal. */
export const isRefusedAs = (error: unknown, code: string): boolean => error instanceof ProblemError && error.problem.code === code;

/** 400 with every field that does not fit; `code` and `path` are those of the first. */
export const invalid = (errors: FieldProblem[]): ProblemError => {
  const first = errors[0] ?? { path: '', code: 'invalid-input', message: 'The request does not fit.' };
  return new ProblemError(400, first.code, first.message, { path: first.path, errors });
};

export const companyUnknown = (): ProblemError => new ProblemError(404, 'company-unknown', 'There is no such company.');

/** The line of an upload that breaks off is nobody's error here. */
export const brokenOff = (error: unknown): unknown =>
  ((error as NodeJS.ErrnoException).code === 'ECONNRESET' ? invalid([{ path: '', code: 'request-malformed', message: 'The upload broke off.' }]) : error);
