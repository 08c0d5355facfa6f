import type { EpochMeasure, StepProgress } from '@capstan/training';
import type { BodyOf } from './api.ts';
import type { FromRun } from './messages.ts';

type Started = Extract<FromRun, { say: 'started' }>;
const MOST_AT_ONCE = 1000;

/** What a run has said and the API has not heard yet. Nothing is dropped while the API is away but passing progress. */
export class Telling {
  private started: Started | undefined;
  private startTold = false;
  private measures: EpochMeasure[] = [];
  private progress: StepProgress | null = null;
  /** The last epoch this trainer or the API has a measure of. */
  lastEpoch: number;
  constructor(lastEpoch: number) { this.lastEpoch = lastEpoch; }

  add(message: Exclude<FromRun, { say: 'ended' | 'snapshot' }>): void {
    if (message.say === 'started') { this.started = message; this.startTold = false; }
    if (message.say === 'epoch') { this.measures.push(message.measure); this.lastEpoch = message.measure.epoch; }
    if (message.say === 'step') this.progress = message.progress;
  }

  /** A new lease has not heard of the start yet. */
  repeatStart(): void { this.startTold = false; }

  start(lease: string): BodyOf<'start'> | undefined {
    if (!this.started || this.startTold) return undefined;
    const { backend, card, resumes } = this.started;
    return { lease, backend, card, resumes };
  }
  startHeard(): void { this.startTold = true; }

  /** The next report and what to call once it was heard; undefined when there is nothing new. An epoch ends with a checkpoint. */
  report(lease: string, wallSeconds: number): { body: BodyOf<'progress'>; heard: () => void } | undefined {
    const measures = this.measures.slice(0, MOST_AT_ONCE);
    const { progress } = this;
    if (measures.length === 0 && !progress) return undefined;
    const last = measures.at(-1);
    const heard = () => {
      this.measures.splice(0, measures.length);
      if (this.progress === progress) this.progress = null;
    };
    return { body: { lease, measures, progress, checkpoint: last ? { epoch: last.epoch, step: last.step } : null, wallSeconds }, heard };
  }
}
