import { isRefusal, type Refusal } from '@capstan/kernel';
import type { Reduction, RunMetrics } from '@capstan/training';
import { savePacked } from '../run/checkpoint.ts';
import { tallyOf } from '../run/evaluate.ts';
import { preparedFor } from '../run/prepared-for.ts';
import { encoded, decoded, type Encoded } from '../run/stored.ts';
import { networkOf, openArtifact, type ArtifactPlace, type OpenedArtifact } from './open-model.ts';

/** The smallest weights by magnitude at zero, so large a share of them; of equals the first ones. */
export function pruned(values: Float32Array, share: number): Float32Array {
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[a]!) - Math.abs(values[b]!) || a - b), kept = values.slice();
  for (const at of order.slice(0, Math.floor(share * values.length))) kept[at] = 0;
  return kept;
}

/** Biases, gains and positions are vectors: few, and dear. They stay as they are. */
function reduced(values: Float32Array, shape: readonly number[], how: Reduction): Encoded {
  if (shape.length < 2) return encoded(values, shape, 'float32');
  return how.kind === 'prune' ? encoded(pruned(values, how.share), shape, 'float32') : encoded(values, shape, how.kind);
}

export interface Reduced { readonly artifact: { readonly sha256: string; readonly bytes: number }; readonly metrics: RunMetrics }

const withTensors = (opened: OpenedArtifact, all: ReadonlyMap<string, Encoded>): OpenedArtifact =>
  ({ ...opened, saved: { ...opened.saved, tensors: new Map([...all].map(([name, { bytes, shape, stored }]) => [name, decoded(bytes, 0, shape, stored)])) } });

/** Writes the weights of an artifact in fewer bytes to `to`, and measures on the validation part of their own run what is left of them. */
export async function reduceModel({ how, to, ...place }: ArtifactPlace & { how: Reduction; to: string }): Promise<Reduced | Refusal> {
  const opened = await openArtifact(place);
  if (isRefusal(opened)) return opened;
  const { spec, saved, reading } = opened, data = await place.dataset(spec);
  if (isRefusal(data)) return data;
  const prepared = preparedFor(spec, data);
  if (isRefusal(prepared)) return prepared;
  const all = new Map([...saved.tensors].map(([name, values]) => [name, reduced(values, saved.shapes.get(name)!, how)]));
  const model = networkOf(withTensors(opened, all));
  if (isRefusal(model)) return model;
  const tally = await tallyOf(model, prepared, spec.loss);
  model.parameters.dispose();
  return { artifact: await savePacked(to, { ...saved.about, reading, reduced: how }, all), metrics: tally!.metrics() };
}
