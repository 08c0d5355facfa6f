import { type DataSpec, plainData } from './data-spec.ts';
import { type Layer, layersOf } from './layers.ts';
import type { DatasetKind, ModelSpec } from './model-spec.ts';
import type { DatasetCard, RunSpec } from './spec.ts';

/** What of a dataset decides how much work an epoch is. Lengths are of one sample; `outputs` is how many numbers answer it. */
export interface DataShape { readonly kind: DatasetKind; readonly rows: number; readonly height: number; readonly width: number; readonly channels: number; readonly outputs: number; readonly alphabet: number }

/** Before a text has been read by the engine: letters, digits and signs of a European language. */
const ASSUMED_ALPHABET = 80;
/** What byte pairs save on European languages at a few hundred tokens. */
const CHARACTERS_PER_TOKEN = 2;
/** Before a table has been read: a yes or no. */
const ASSUMED_CLASSES = 2;

type Known = { kind: DatasetKind; rows: number; columns: readonly string[] | null; card: Pick<DatasetCard, 'shape' | 'classes'> | null };

/** The shape of a dataset as far as it is known, prepared as a run asks for it; what is not known is assumed. */
export function shapeOf({ kind, rows, columns, card }: Known, { tokens, series, side }: DataSpec = plainData): DataShape {
  const classes = card?.classes?.length;
  if (kind === 'images') return { kind, rows, height: side ?? card?.shape[0] ?? 28, width: side ?? card?.shape[1] ?? 28, channels: card?.shape[2] ?? 1, outputs: classes ?? 10, alphabet: 0 };
  const alphabet = tokens.kind === 'bpe' ? tokens.vocabulary : ASSUMED_ALPHABET;
  if (kind === 'documents') return { kind, rows, height: 1, width: 1, channels: 1, outputs: classes ?? ASSUMED_CLASSES, alphabet };
  if (kind === 'text' && tokens.kind === 'bpe') return { kind, rows: rows / CHARACTERS_PER_TOKEN, height: 1, width: 1, channels: 1, outputs: alphabet, alphabet };
  if (kind === 'text') return { kind, rows, height: 1, width: 1, channels: 1, outputs: classes ?? alphabet, alphabet: classes ?? alphabet };
  if (series) return { kind, rows, height: series.window, width: columns?.length ?? 1, channels: 1, outputs: 1, alphabet: 0 };
  return { kind, rows, height: (columns?.length ?? 2) - 1, width: 0, channels: 0, outputs: classes ?? ASSUMED_CLASSES, alphabet: 0 };
}

const sum = (layers: readonly Layer[], of: keyof Layer): number => layers.reduce((total, layer) => total + layer[of], 0);

/** Floating-point operations of one forward pass over one sample (a window, for text); two for each multiply-and-add. Zero for a baseline. */
export const forwardFlops = (model: ModelSpec, data: DataShape): number => sum(layersOf(model, data), 'flops');

/** Weights that a run trains. */
export const parameterCount = (model: ModelSpec, data: DataShape): number => sum(layersOf(model, data), 'weights');

/** Bytes that a step needs at once: each weight with its gradient and two moments, and what each sample of the batch leaves for the way back, with its gradient. */
export function trainingBytes({ model, batchSize }: Pick<RunSpec, 'model' | 'batchSize'>, data: DataShape): number {
  const layers = layersOf(model, data);
  return 4 * (4 * sum(layers, 'weights') + 2 * batchSize * sum(layers, 'kept'));
}

/** The memory that WebAssembly gives tfjs is 2 GB; the data and what comes and goes inside a step need some of it. */
export const MEMORY_LIMIT_MB = 1500;

/** Samples of the whole dataset: rows, pictures, or windows of a text. */
const samplesOf = (model: ModelSpec, data: DataShape): number => (data.kind === 'text' && 'sequence' in model ? data.rows / model.sequence : data.rows);

/** Operations of a whole run: training costs three forward passes (Kaplan et al. 2020), validation one. */
export function estimateFlops({ model, epochs, validationShare, data }: Pick<RunSpec, 'model' | 'epochs' | 'validationShare' | 'data'>, shape: DataShape): number {
  const samples = samplesOf(model, shape);
  const perEpoch = samples * (3 * (1 - validationShare) * data.share + validationShare);
  return forwardFlops(model, shape) * perEpoch * epochs;
}

/** Before any run of a kind of model has finished here: what a small model reaches on one core with our kernels. */
export const ASSUMED_FLOPS_PER_SECOND = 8e9;
/** Starting a process, reading the data, choosing a backend. */
export const START_SECONDS = 3;

/** Wall seconds of a run at the pace of the last run of its kind; `assumed` when there was none. */
export function estimateSeconds(flops: number, model: ModelSpec['kind'], pace: readonly { model: string; flopsPerSecond: number }[]): { seconds: number; assumed: boolean } {
  const known = pace.find((one) => one.model === model)?.flopsPerSecond;
  return { seconds: START_SECONDS + (flops === 0 ? 0 : flops / (known ?? ASSUMED_FLOPS_PER_SECOND)), assumed: known === undefined && model !== 'baseline' };
}
