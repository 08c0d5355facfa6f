import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { isRefusal, type Refusal } from '@capstan/kernel';
import type { Latency, ModelAnswer, ModelQuestion, Prediction, Sample } from '@capstan/training';
import { SETTINGS, type Settings } from '../settings.ts';
import { Batcher } from './batcher.ts';
import { Latencies } from './latencies.ts';
import { ModelProcess } from './model-process.ts';

/** Long enough to gather what arrives together, short beside what a prediction takes. */
const WAIT_MS = 4;
/** More requests than this do not make a batch quicker. */
const MOST_REQUESTS = 64;
const PREDICT_MS = 60_000;
/** Measuring a large model on its whole validation part takes minutes on a slow machine. */
const WORK_MS = 900_000;

export interface Answered { readonly predictions: Prediction[]; readonly batch: number; readonly latencyMs: number }

/** Models at work outside of this process: one process answers, another one measures, reduces and exports, so that nobody waits for that. */
@Injectable()
export class Predictions implements OnApplicationShutdown {
  private readonly answering: ModelProcess;
  private readonly workshop: ModelProcess;
  private readonly latencies = new Latencies(new Date().toISOString());
  private readonly batcher = new Batcher<readonly Sample[], { answer: Prediction[] | Refusal; batch: number }>((artifact, requests) => this.together(artifact, requests), { waitMs: WAIT_MS, most: MOST_REQUESTS });

  constructor(@Inject(SETTINGS) { data }: Settings) {
    const folders = { artifacts: join(data, 'artifacts'), datasets: join(data, 'datasets') };
    this.answering = new ModelProcess(folders, PREDICT_MS);
    this.workshop = new ModelProcess(folders, WORK_MS);
  }

  onApplicationShutdown(): void {
    this.answering.stop();
    this.workshop.stop();
  }

  /** The process that answers, while there is one. */
  get pid(): number | undefined { return this.answering.pid; }

  /** Predictions of one version, run together with what else is asked of it at the time; measured under the model's name. */
  async predict(model: string, artifact: string, samples: readonly Sample[]): Promise<Answered | Refusal> {
    const begun = performance.now();
    const { answer, batch } = await this.batcher.ask(artifact, samples);
    if (isRefusal(answer)) return answer;
    const latencyMs = Math.round((performance.now() - begun) * 100) / 100;
    this.latencies.note(model, latencyMs, samples.length, batch);
    return { predictions: answer, batch, latencyMs };
  }

  /** Anything but a prediction. */
  work<Q extends ModelQuestion>(question: Q): Promise<ModelAnswer<Q> | Refusal> { return this.workshop.ask(question); }

  latency(model: string): Latency { return this.latencies.of(model); }

  private async together(artifact: string, requests: readonly (readonly Sample[])[]) {
    const answer = await this.answering.ask({ ask: 'predict', artifact, requests });
    const batch = isRefusal(answer) ? 0 : answer.answers.reduce((sum, one) => sum + (isRefusal(one) ? 0 : one.length), 0);
    return requests.map((_, i) => ({ answer: isRefusal(answer) ? answer : answer.answers[i]!, batch }));
  }
}
