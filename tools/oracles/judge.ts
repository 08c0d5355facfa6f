import type { OracleCase } from './case.ts';
import { differences } from './compare.ts';
import { engines } from './engines.ts';
import { toleranceOf } from './tolerance.ts';

/** What is wrong with a case: nothing when the engine agrees with every figure of it. */
export async function judge(one: OracleCase): Promise<string[]> {
  const engine = Object.hasOwn(engines, one.kind) ? engines[one.kind] : undefined;
  if (!engine) return [`unknown kind: ${one.kind || 'none named'}`];
  if (!expectsSomething(one.expected)) return ['nothing is expected'];
  try {
    return differences(one.expected, await engine(one), toleranceOf(one.tolerance));
  } catch (error) {
    return [`refused: ${error instanceof Error ? error.message : String(error)}`];
  }
}

const expectsSomething = (expected: unknown): boolean => expected !== null && expected !== undefined && (typeof expected !== 'object' || Object.keys(expected).length > 0);
