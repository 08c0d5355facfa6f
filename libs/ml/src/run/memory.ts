import type { Refusal } from '@capstan/kernel';
import { type DataShape, MEMORY_LIMIT_MB, trainingBytes, type RunSpec } from '@capstan/training';
import type { Prepared } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';

/** What prepared data means for the size of a model. */
export function dataShapeOf({ input, outputs, train, validation }: Prepared): DataShape {
  const rows = train.count + validation.count;
  if (input.kind === 'pixels') return { kind: 'images', rows, height: input.height, width: input.width, channels: input.channels, outputs };
  if (input.kind === 'series') return { kind: 'table', rows, height: input.steps, width: input.count, channels: 1, outputs };
  if (input.kind === 'features') return { kind: 'table', rows, height: input.count, width: 0, channels: 0, outputs };
  return { kind: 'text', rows: rows * input.steps, height: 1, width: 1, channels: 1, outputs };
}

/** A refusal for a run whose steps would not fit into memory; before anything is allocated. */
export function tooLargeFor(prepared: Prepared, spec: RunSpec): Refusal | undefined {
  const needed = Math.ceil(trainingBytes(spec, dataShapeOf(prepared)) / 2 ** 20);
  return needed > MEMORY_LIMIT_MB ? refuse('memory-too-small', { needed, limit: MEMORY_LIMIT_MB }) : undefined;
}
