import type { Refusal } from '@capstan/kernel';
import type { Artifact, CodeVersion, Reduction } from './model-events.ts';
import type { Signature } from './model-signature.ts';
import type { Example, ExportFormat } from './models-contract.ts';
import type { Prediction, Sample } from './prediction.ts';
import type { DatasetCard, DatasetRef, RunMetrics } from './spec.ts';

/** What is asked of the process that runs models, and what it answers; `artifact` is the SHA-256 of the weights. */
export interface ModelQuestions {
  /** What the weights want to be shown and which code trained them. Reads all of them, so damaged ones are found here. */
  inspect: { question: { artifact: string }; answer: { signature: Signature; code: CodeVersion | null } };
  /** Requests run as one batch; each is answered or refused alone. */
  predict: { question: { artifact: string; requests: readonly (readonly Sample[])[] }; answer: { answers: (Prediction[] | Refusal)[] } };
  examples: { question: { artifact: string; count: number }; answer: { examples: Example[] } };
  reduce: { question: { artifact: string; how: Reduction }; answer: { artifact: Artifact; metrics: RunMetrics; backend: string } };
  /** A dataset as a run with plain settings would read it; it needs no weights. */
  describe: { question: { dataset: DatasetRef }; answer: { card: DatasetCard } };
  export: { question: { artifact: string; format: ExportFormat }; answer: { files: { name: string; base64: string }[] } };
}
export type ModelQuestion = { [K in keyof ModelQuestions]: { readonly ask: K } & ModelQuestions[K]['question'] }[keyof ModelQuestions];
export type ModelAnswer<Q extends ModelQuestion = ModelQuestion> = ModelQuestions[Q['ask']]['answer'];

export interface ToModels { readonly id: number; readonly question: ModelQuestion }
export interface FromModels { readonly id: number; readonly answer: ModelAnswer | Refusal }
