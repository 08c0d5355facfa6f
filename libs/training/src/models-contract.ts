import { command, Instant, Label, query } from '@capstan/kernel';
import { z } from 'zod';
import { Score } from './contract.ts';
import { Headline } from './events.ts';
import { Alias, Artifact, Lineage, ModelId, Reduction } from './model-events.ts';
import { Signature } from './model-signature.ts';
import { MOST_SAMPLES, Prediction, Sample } from './prediction.ts';
import { RunId } from './run-events.ts';

const count = z.number().int().nonnegative();
const version = z.number().int().positive();
const by = { actor: z.string(), at: Instant, fact: z.string() };

/** One model of the list; `score` is that of the version in production, else of the latest that is not retired. */
export const ModelRow = z.object({ model: ModelId, name: Label, kind: z.string(), versions: count, synthetic: z.boolean(), score: Score.nullable(), aliases: z.array(z.object({ alias: Alias, version })), ...by }).meta({ id: 'ModelRow' });
export type ModelRow = z.infer<typeof ModelRow>;

/** A version with its lineage; one made from another says from which and how. */
export const VersionView = z.object({
  version, artifact: Artifact, lineage: Lineage, synthetic: z.boolean(), signature: Signature, metrics: Headline, score: Score.nullable(), backend: z.string(), note: z.string(),
  parent: version.nullable(), how: Reduction.nullable(), aliases: z.array(Alias), retired: z.object({ reason: z.string(), ...by }).nullable(), ...by,
}).meta({ id: 'ModelVersion' });
export type VersionView = z.infer<typeof VersionView>;

/** An alias that was moved or removed: by whom, when, from which version to which. */
export const AliasMove = z.object({ alias: Alias, from: version.nullable(), to: version.nullable(), ...by });
export type AliasMove = z.infer<typeof AliasMove>;

export const ModelView = z.object({ model: ModelId, name: Label, versions: z.array(VersionView).describe('newest first'), moves: z.array(AliasMove) }).meta({ id: 'ModelView' });
export type ModelView = z.infer<typeof ModelView>;

/** How long predictions of a model took here since this API started; `buckets` count those up to so many milliseconds, the last one all others. */
export const Latency = z.object({ since: Instant, requests: count, samples: count, p50: z.number().nullable(), p99: z.number().nullable(), samplesPerBatch: z.number().nullable(), buckets: z.array(z.object({ upTo: z.number().nullable(), requests: count })) }).meta({ id: 'ModelLatency' });
export type Latency = z.infer<typeof Latency>;

export const RegisterModelBody = z.object({ run: RunId, name: Label, note: z.string().trim().max(500).default('') });
export type RegisterModelBody = z.infer<typeof RegisterModelBody>;

/** By version, or by alias; without both the one called production. */
export const PredictBody = z.object({ version: version.optional(), alias: Alias.optional(), samples: z.array(Sample).min(1).max(MOST_SAMPLES) });
export type PredictBody = z.infer<typeof PredictBody>;

/** `batch`: samples that were run together with these. `latencyMs`: from the request's arrival to its answer. */
export const Predicted = z.object({ model: ModelId, version, alias: Alias.nullable(), predictions: z.array(Prediction), latencyMs: z.number().nonnegative(), batch: count }).meta({ id: 'Predicted' });
export type Predicted = z.infer<typeof Predicted>;

/** Samples that the model was validated on, with what is true of each. */
export const Example = z.object({ sample: Sample, truth: z.string() });
export type Example = z.infer<typeof Example>;

/** A finished run whose weights can be registered. */
export const RegistrableRun = z.object({ run: RunId, name: Label, datasetName: z.string(), kind: z.string() });
export type RegistrableRun = z.infer<typeof RegistrableRun>;

const one = '/companies/:company/training/models/:model';
const Versions = z.object({ version: z.coerce.number().int().positive() });

export const ExportFormat = z.enum(['tfjs', 'safetensors']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** The largest pictures of a request, as base64. */
const PREDICT_LIMIT = 8_000_000;

export const modelsApi = {
  models: query('/companies/:company/training/models', { permission: 'training:read', summary: 'Registered models', answer: z.array(ModelRow) }),
  registrable: query('/companies/:company/training/registrable-runs', { permission: 'training:read', summary: 'Finished runs that can be registered, newest first, at most 200', answer: z.array(RegistrableRun) }),
  model: query(one, { permission: 'training:read', summary: 'One model: versions, aliases, lineage', answer: ModelView }),
  latency: query(`${one}/latency`, { permission: 'training:read', summary: 'How long predictions of a model take', answer: Latency }),
  examples: query(`${one}/examples`, { permission: 'training:read', summary: 'Samples that a version was validated on', query: Versions, answer: z.array(Example) }),
  register: command('/companies/:company/training/models', { permission: 'training:run', summary: 'Register the weights of a finished run as the next version of a model', body: RegisterModelBody }),
  derive: command(`${one}/versions/:version/derive`, { permission: 'training:run', summary: 'Make a smaller version and measure what it loses', body: z.object({ how: Reduction }) }),
  retire: command(`${one}/versions/:version/retire`, { permission: 'training:run', summary: 'Retire a version', body: z.object({ reason: z.string().trim().max(500).default('') }) }),
  moveAlias: command(`${one}/aliases/:alias`, { permission: 'training:run', method: 'PUT', summary: 'Point an alias at a version', body: z.object({ version }) }),
  removeAlias: command(`${one}/aliases/:alias`, { permission: 'training:run', method: 'DELETE', summary: 'Remove an alias', body: z.object({}) }),
  predict: command(`${one}/predict`, { permission: 'training:run', summary: 'Predict', body: PredictBody, answer: Predicted, limit: PREDICT_LIMIT }),
  exported: query(`${one}/export`, { permission: 'training:read', summary: 'A version as files of another format', query: Versions.extend({ format: ExportFormat }), answer: z.object({ name: z.string(), files: z.array(z.object({ name: z.string(), base64: z.string() })) }) }),
};
