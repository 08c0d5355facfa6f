import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { isRefusal, type Refusal } from '@capstan/kernel';
import type { DatasetCard, DatasetRef, Latency, ModelQuestion, ModelQuestions, Prediction, Sample } from '@capstan/training';
import { Batcher } from './batcher.ts';
import { Latencies } from './latencies.ts';
import { ModelFiles } from './model-files.ts';
import { ModelProcess } from './model-process.ts';

/** Long enough to gather what arrives together, short beside what a prediction takes. */
const WAIT_MS = 4;
/** More requests than this do not make a batch quicker. */
const MOST_REQUESTS = 64;
const PREDICT_MS = 60_000;
/** Measuring a large model on its whole validation part takes minutes on a slow machine. */
const WORK_MS = 900_000;

/** The weights of a version and the data of its run, by hash. */
export interface Place { readonly artifact: string; readonly dataset: string }
type Without<Q> = Q extends { artifact: string } ? Omit<Q, 'artifact'> : never;
type WithoutPlace = Without<ModelQuestion>;

export interface Answered { readonly predictions: Prediction[]; readonly batch: number; readonly latencyMs: number }

/** Models at work outside of this process: one process answers, another one measures, reduces and exports, so that nobody waits for that. */
@Injectable()
export class Predictions implements OnApplicationShutdown {
  private readonly answering: ModelProcess;
  private readonly workshop: ModelProcess;
  private readonly latencies = new Latencies(new Date().toISOString());
  private readonly batcher = new Batcher<readonly Sample[], { answer: Prediction[] | Refusal; batch: number }>((artifact, requests) => this.together(artifact, requests), { waitMs: WAIT_MS, most: MOST_REQUESTS });

  constructor(private readonly files: ModelFiles) {
    this.answering = new ModelProcess(files.folders, PREDICT_MS);
    this.workshop = new ModelProcess(files.folders, WORK_MS);
  }

  onApplicationShutdown(): void {
    this.answering.stop();
    this.workshop.stop();
  }

  /** The process that answers, while there is one. */
  get pid(): number | undefined { return this.answering.pid; }

  /** Predictions of one version, run together with what else is asked of it at the time; measured under the model's name. */
  async predict(model: string, place: Place, samples: readonly Sample[]): Promise<Answered | Refusal> {
    const begun = performance.now();
    await this.files.bring(place);
    const { answer, batch } = await this.batcher.ask(place.artifact, samples);
    if (isRefusal(answer)) return answer;
    const latencyMs = Math.round((performance.now() - begun) * 100) / 100;
    this.latencies.note(model, latencyMs, samples.length, batch);
    return { predictions: answer, batch, latencyMs };
  }

  /** Anything but a prediction. Weights that are made are kept for good before it resolves. */
  async work<Q extends WithoutPlace>(place: Place, question: Q): Promise<ModelQuestions[Q['ask']]['answer'] | Refusal> {
    await this.files.bring(place);
    const answer = await this.workshop.ask<Extract<ModelQuestion, { artifact: string }>>({ ...question, artifact: place.artifact });
    if ('artifact' in answer) await this.files.keep(answer.artifact);
    return answer;
  }

  /** A dataset as the engine reads it. */
  async describe(dataset: DatasetRef): Promise<DatasetCard | Refusal> {
    await this.files.bring({ dataset: dataset.hash });
    const answer = await this.workshop.ask<Extract<ModelQuestion, { ask: 'describe' }>>({ ask: 'describe', dataset });
    return isRefusal(answer) ? answer : answer.card;
  }

  latency(model: string): Latency { return this.latencies.of(model); }

  private async together(artifact: string, requests: readonly (readonly Sample[])[]) {
    const answer = await this.answering.ask({ ask: 'predict', artifact, requests });
    const batch = isRefusal(answer) ? 0 : answer.answers.reduce((sum, one) => sum + (isRefusal(one) ? 0 : one.length), 0);
    return requests.map((_, i) => ({ answer: isRefusal(answer) ? answer : answer.answers[i]!, batch }));
  }
}
