import type { DatasetCard, DatasetKind, ModelSpec, RunSpec } from './spec.ts';

/** What of a dataset decides how much work an epoch is. Lengths are of one sample; `outputs` is how many numbers answer it. */
export interface DataShape { readonly kind: DatasetKind; readonly rows: number; readonly height: number; readonly width: number; readonly outputs: number }

/** Before a text has been read by the engine: letters, digits and signs of a European language. */
const ASSUMED_ALPHABET = 80;
/** Before a table has been read: a yes or no. */
const ASSUMED_CLASSES = 2;

type Known = { kind: DatasetKind; rows: number; columns: readonly string[] | null; card: Pick<DatasetCard, 'shape' | 'classes'> | null };

/** The shape of a dataset as far as it is known; what is not is assumed. */
export function shapeOf({ kind, rows, columns, card }: Known): DataShape {
  const classes = card?.classes?.length;
  if (kind === 'images') return { kind, rows, height: card?.shape[0] ?? 28, width: (card?.shape[1] ?? 28) * (card?.shape[2] ?? 1), outputs: classes ?? 10 };
  if (kind === 'text') return { kind, rows, height: 1, width: 1, outputs: classes ?? ASSUMED_ALPHABET };
  return { kind, rows, height: (columns?.length ?? 2) - 1, width: 0, outputs: classes ?? ASSUMED_CLASSES };
}

type Sequential = Extract<ModelSpec, { kind: 'lstm' | 'transformer' }>;
const product = (rows: number, inputs: number, outputs: number) => 2 * rows * inputs * outputs;

function cnn({ blocks, filters, kernel, dense }: Extract<ModelSpec, { kind: 'cnn' }>, data: DataShape): number {
  let [height, width, channels, sum] = [data.height, data.width, 1, 0];
  for (let block = 0; block < blocks; block++) {
    const out = filters * 2 ** block;
    sum += product(height * width, kernel * kernel * channels, out);
    [height, width, channels] = [Math.floor(height / 2), Math.floor(width / 2), out];
  }
  return sum + product(1, height * width * channels, dense) + product(1, dense, data.outputs);
}

function sequential(model: Sequential, data: DataShape): number {
  const steps = data.kind === 'text' ? model.sequence : data.height;
  const [embedding, last] = model.kind === 'lstm' ? [model.embedding, model.units] : [model.width, model.width];
  const tokens = data.kind === 'images' ? product(steps, data.width, embedding) : 0;
  const head = product(data.kind === 'text' ? steps : 1, last, data.outputs);
  return tokens + head + (model.kind === 'lstm' ? lstm(model, steps) : transformer(model, steps));
}

/** Four gates, each from inputs and from the state before. */
const lstm = ({ units, layers, embedding }: Extract<ModelSpec, { kind: 'lstm' }>, steps: number): number =>
  Array.from({ length: layers }, (_, i) => 8 * units * (steps * (i === 0 ? embedding : units) + (steps - 1) * units)).reduce((a, b) => a + b, 0);

/** Packed projections, mixing and feed-forward (the 2N of 6ND), and attention's 4·s²·d. */
const transformer = ({ width, layers, expansion }: Extract<ModelSpec, { kind: 'transformer' }>, steps: number): number =>
  layers * (product(steps, width, (4 + 2 * expansion) * width) + 4 * steps ** 2 * width);

/** Floating-point operations of one forward pass over one sample (a window, for text); two for each multiply-and-add. Zero for a baseline. */
export function forwardFlops(model: ModelSpec, data: DataShape): number {
  if (model.kind === 'baseline') return 0;
  return model.kind === 'cnn' ? cnn(model, data) : sequential(model, data);
}

/** Samples of the whole dataset: rows, pictures, or windows of a text. */
const samplesOf = (model: ModelSpec, data: DataShape): number => (data.kind === 'text' && 'sequence' in model ? data.rows / model.sequence : data.rows);

/** Operations of a whole run: training costs three forward passes (Kaplan et al. 2020), validation one. */
export function estimateFlops({ model, epochs, validationShare }: Pick<RunSpec, 'model' | 'epochs' | 'validationShare'>, data: DataShape): number {
  const samples = samplesOf(model, data);
  const perEpoch = 3 * samples - 2 * samples * validationShare;
  return forwardFlops(model, data) * perEpoch * epochs;
}

/** Before any run of a kind of model has finished here: what a small model reaches on one core with our kernels. */
export const ASSUMED_FLOPS_PER_SECOND: Readonly<Record<string, number>> = { cnn: 8e9, lstm: 8e9, transformer: 8e9 };
/** Starting a process, reading the data, choosing a backend. */
export const START_SECONDS = 3;

/** Wall seconds of a run at the pace of the last run of its kind; `assumed` when there was none. */
export function estimateSeconds(flops: number, model: ModelSpec['kind'], pace: readonly { model: string; flopsPerSecond: number }[]): { seconds: number; assumed: boolean } {
  const known = pace.find((one) => one.model === model)?.flopsPerSecond;
  return { seconds: START_SECONDS + (flops === 0 ? 0 : flops / (known ?? ASSUMED_FLOPS_PER_SECOND[model] ?? 8e9)), assumed: known === undefined && model !== 'baseline' };
}
