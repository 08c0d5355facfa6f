import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export type Shaped = Readonly<Record<string, unknown>>;

/** One published result: what goes into a formula, what its source says comes out, and how exactly. */
export interface OracleCase {
  readonly id: string;
  readonly kind: string;
  readonly input: Shaped;
  readonly expected: unknown;
  readonly tolerance: string;
  readonly note: string;
  /** Where the case file lies: paths in a case are relative to it. */
  readonly folder: string;
}

const isShaped = (x: unknown): x is Shaped => typeof x === 'object' && x !== null && !Array.isArray(x);
const text = (x: unknown): string => (typeof x === 'string' ? x : typeof x === 'number' ? String(x) : '');

/** The cases of a file, in its order. Throws when it is not JSON or holds no list of cases. */
export function casesIn(file: string): OracleCase[] {
  const folder = dirname(resolve(file));
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const cases = Array.isArray(content) ? (content as unknown[]) : isShaped(content) ? content['cases'] : undefined;
  if (!Array.isArray(cases)) throw new Error(`${file} holds no list of cases`);
  return cases.map((one: unknown, i) => {
    const { id, kind, input, expected, tolerance, note } = isShaped(one) ? one : {};
    return { id: text(id) || `#${i + 1}`, kind: text(kind), input: isShaped(input) ? input : {}, expected, tolerance: text(tolerance), note: text(note), folder };
  });
}
