import { z } from 'zod';
import { all, knobs } from './knobs.ts';

export const DatasetKind = z.enum(['images', 'text', 'documents', 'table']);
export type DatasetKind = z.infer<typeof DatasetKind>;

/** What a model is asked to do; it follows from the data (and, in a table, from the label column). */
export const Task = z.enum(['classification', 'language-model', 'regression']);
export type Task = z.infer<typeof Task>;

export const BaselineRule = z.enum(['majority', 'unigram', 'bigram', 'mean', 'last-value']);
export type BaselineRule = z.infer<typeof BaselineRule>;

export const ModelSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mlp'), ...all(knobs.mlp) }),
  z.object({ kind: z.literal('cnn'), ...all(knobs.cnn) }),
  z.object({ kind: z.literal('resnet'), ...all(knobs.resnet) }),
  z.object({ kind: z.literal('rnn'), ...all(knobs.rnn) }),
  z.object({ kind: z.literal('gru'), ...all(knobs.gru) }),
  z.object({ kind: z.literal('lstm'), ...all(knobs.lstm) }),
  z.object({ kind: z.literal('transformer'), ...all(knobs.transformer) })
    .refine((m) => m.width % m.heads === 0, { error: 'The width must be a multiple of the number of heads.', path: ['heads'], params: { refusal: 'heads-do-not-divide-width' } }),
  z.object({ kind: z.literal('baseline'), rule: BaselineRule.default('majority') }),
]);
export type ModelSpec = z.infer<typeof ModelSpec>;
export type ModelKind = ModelSpec['kind'];

/** Which models fit which data; the baseline rules stand beside them. */
export const fits = {
  images: { models: ['cnn', 'resnet', 'mlp', 'rnn', 'gru', 'lstm', 'transformer', 'baseline'], rules: ['majority'] },
  text: { models: ['rnn', 'gru', 'lstm', 'transformer', 'baseline'], rules: ['unigram', 'bigram'] },
  documents: { models: ['rnn', 'gru', 'lstm', 'transformer', 'baseline'], rules: ['majority'] },
  table: { models: ['mlp', 'rnn', 'gru', 'lstm', 'transformer', 'baseline'], rules: ['majority', 'mean', 'last-value'] },
} as const satisfies Record<DatasetKind, { models: readonly ModelKind[]; rules: readonly BaselineRule[] }>;

/** Why a model cannot learn from this kind of data; undefined when it can. */
export function misfit(kind: DatasetKind, model: ModelSpec): string | undefined {
  if (model.kind === 'baseline') return (fits[kind].rules as readonly BaselineRule[]).includes(model.rule) ? undefined : `the ${model.rule} rule says nothing about ${kind}`;
  if ((fits[kind].models as readonly ModelKind[]).includes(model.kind)) return undefined;
  return model.kind === 'mlp' ? 'an MLP reads a sample at once, and a text is read step by step' : `a ${model.kind.toUpperCase()} looks for patterns in two dimensions, and ${kind === 'text' || kind === 'documents' ? 'a text' : 'a row of a table'} has one`;
}
