import type { Refusal } from '@capstan/kernel';
import { type DataShape, MEMORY_LIMIT_MB, trainingBytes, type RunSpec } from '@capstan/training';
import { kindOf, type Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';

/** What prepared data means for the size of a model. */
export function dataShapeOf({ input, outputs, train, validation }: Prepared): DataShape {
  const rows = train.count + validation.count;
  const kind = kindOf(input), common = { kind, rows, channels: 1, outputs, alphabet: 0 };
  if (input.kind === 'pixels') return { ...common, height: input.height, width: input.width, channels: input.channels };
  if (input.kind === 'series') return { ...common, height: input.steps, width: input.count };
  if (input.kind === 'features') return { ...common, height: input.count, width: 0, channels: 0 };
  return { ...common, rows: kind === 'text' ? rows * input.steps : rows, height: 1, width: 1, alphabet: input.alphabet };
}

/** A refusal for a run whose steps would not fit into memory; before anything is allocated. */
export function tooLargeFor(prepared: Prepared, spec: RunSpec): Refusal | undefined {
  const needed = Math.ceil(trainingBytes(spec, dataShapeOf(prepared)) / 2 ** 20);
  return needed > MEMORY_LIMIT_MB ? refuse('memory-too-small', { needed, limit: MEMORY_LIMIT_MB }) : undefined;
}
