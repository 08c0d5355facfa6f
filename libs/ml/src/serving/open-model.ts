import { isRefusal, type Refusal } from '@capstan/kernel';
import { type CodeVersion, refuseModel as refuse, RunSpec, type Prediction, type Sample, type Signature } from '@capstan/training';
import * as tf from '../tf.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Reading } from '../data/reading.ts';
import { buildModel, type Trainable } from '../models/build.ts';
import { looking, type Model } from '../models/model.ts';
import { loadCheckpoint, restore, type Checkpoint } from '../run/checkpoint.ts';
import { inputsOf } from '../run/learn.ts';
import type { AboutWeights } from '../run/position.ts';
import { preparedFor } from '../run/prepared-for.ts';
import { answerOf } from './answer.ts';
import { continueTexts } from './continue-text.ts';
import { sampleReader, type ReadSample } from './sample-reader.ts';
import { networkShape, signatureOf } from './signature.ts';
import { tokenReader } from './token-reader.ts';

/** Weights as a file, and where the data of a run is found: it is asked for only when the file does not say how to read something new. */
export interface ArtifactPlace { readonly artifact: string; readonly dataset: (spec: RunSpec) => Promise<Dataset | Refusal> }

/** Weights that were read and checked, with all that belongs to them. */
export interface OpenedArtifact { readonly spec: RunSpec; readonly network: Trainable; readonly saved: Checkpoint<AboutWeights>; readonly reading: Reading }

type Question = ReadSample & { readonly sample: Sample };

/** A model that answers. `read` refuses samples that do not fit; `answer` takes what was read, many at once. */
export interface ServedModel {
  readonly spec: RunSpec;
  readonly signature: Signature;
  readonly code: CodeVersion | null;
  readonly parameters: number;
  read(samples: readonly Sample[]): Question[] | Refusal;
  answer(questions: readonly Question[]): Promise<Prediction[]>;
  dispose(): void;
}

async function readingFrom(saved: Checkpoint<AboutWeights>, spec: RunSpec, dataset: ArtifactPlace['dataset']): Promise<Reading | Refusal> {
  if (saved.about.reading) return saved.about.reading;
  const data = await dataset(spec);
  if (isRefusal(data)) return data;
  const prepared = preparedFor(spec, data);
  return isRefusal(prepared) ? prepared : prepared.reading;
}

/** Reads an artifact. Refuses one that is missing or damaged, and one from before readings were kept whose data is gone. */
export async function openArtifact({ artifact, dataset }: ArtifactPlace): Promise<OpenedArtifact | Refusal> {
  const problem = (error: unknown): Refusal => refuse('artifact-damaged', { problem: error instanceof Error ? error.message : String(error) });
  const saved = await loadCheckpoint<AboutWeights>(artifact).catch(problem);
  if (!saved) return refuse('artifact-missing');
  if (isRefusal(saved)) return saved;
  const spec = RunSpec.parse(saved.about.spec);
  if (spec.model.kind === 'baseline') return refuse('run-without-weights');
  const reading = await readingFrom(saved, spec, dataset);
  return isRefusal(reading) ? reading : { spec, network: spec.model, saved, reading };
}

/** The network of an artifact with its weights. */
export function networkOf({ network, reading, saved, spec }: OpenedArtifact): Model | Refusal {
  const { input, outputs } = networkShape(reading), model = buildModel(network, { input, outputs }, spec.seed);
  if (!isRefusal(model)) restore(model.parameters.all, saved.tensors);
  return model;
}

async function outputsFor(model: Model, reading: Reading, questions: readonly Question[]): Promise<Float32Array[]> {
  const { input } = networkShape(reading), one = input.kind === 'pixels' ? [input.height, input.width, input.channels] : input.kind === 'features' ? [input.count] : input.kind === 'series' ? [input.steps, input.count] : [input.steps];
  const size = one.reduce((a, b) => a * b), together = input.kind === 'characters' ? new Int32Array(size * questions.length) : new Float32Array(size * questions.length);
  questions.forEach(({ inputs }, row) => together.set(inputs, row * size));
  const outputs = tf.tidy(() => model.outputs(inputsOf({ shape: [questions.length, ...one], inputs: together, targets: new Int32Array(0) }), looking));
  const numbers = (await outputs.data()) as Float32Array, width = outputs.shape[1];
  outputs.dispose();
  return questions.map((_, row) => numbers.subarray(row * width, (row + 1) * width));
}

async function continued(model: Model, reading: Extract<Reading, { kind: 'text' }>, questions: readonly Question[]): Promise<Prediction[]> {
  type Beginning = Extract<Sample, { kind: 'beginning' }>;
  const { tokens } = tokenReader(reading.tokens);
  const texts = await continueTexts(model, questions.map(({ inputs, sample }) => ({ codes: inputs as Int32Array, how: sample as Beginning })), reading.steps);
  return texts.map((codes, i) => ({ kind: 'text', text: codes.map((code) => tokens[code]!).join(''), unread: questions[i]!.unread }));
}

/** The first sample that does not fit, with its place before the field. */
function refusedAmong(read: readonly (ReadSample | Refusal)[]): Refusal | undefined {
  const at = read.findIndex(isRefusal), refusal = read[at] as Refusal | undefined;
  return refusal && { ...refusal, path: ['samples', at, refusal.path].filter((part) => part !== undefined).join('.') };
}

/** A model ready to answer, on the backend in use. Refuses what `openArtifact` refuses. */
export async function openModel(place: ArtifactPlace): Promise<ServedModel | Refusal> {
  const opened = await openArtifact(place);
  if (isRefusal(opened)) return opened;
  const { spec, reading, saved } = opened, model = networkOf(opened);
  if (isRefusal(model)) return model;
  const reader = sampleReader(reading);
  return {
    spec, signature: signatureOf(reading), code: saved.about.code ?? null, parameters: model.parameters.count,
    read(samples) {
      const read = samples.map(reader);
      return refusedAmong(read) ?? (read as ReadSample[]).map((one, i) => ({ ...one, sample: samples[i]! }));
    },
    answer: async (questions) => (reading.kind === 'text' ? continued(model, reading, questions) : (await outputsFor(model, reading, questions)).map((outputs, i) => answerOf(reading, outputs, questions[i]!.unread))),
    dispose: () => model.parameters.dispose(),
  };
}
