import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Refusal } from '@capstan/kernel';
import { type FromModels, type ModelAnswer, type ModelQuestion, refuseModel as refuse, type ToModels } from '@capstan/training';

/** A program of the trainer, which is where the engine may be used; it is started, never imported. */
const PROGRAM = createRequire(import.meta.url).resolve('@capstan/trainer/src/serving/model-process.ts');

/** A process that nobody asks anything gives its memory back. */
const IDLE_MS = 300_000;

export interface ModelFolders { readonly artifacts: string; readonly datasets: string }

interface Running { readonly child: ChildProcess; readonly pending: Map<number, (answer: ModelAnswer | Refusal | 'died') => void> }

/** The process that runs models: started with the first question, ended after a while without any, and started again when it died. */
export class ModelProcess {
  private running: Running | undefined;
  private idle: NodeJS.Timeout | undefined;
  private asked = 0;
  private readonly folders: ModelFolders;
  private readonly patienceMs: number;
  /** `patienceMs`: a question that takes longer ends the process. */
  constructor(folders: ModelFolders, patienceMs: number) { this.folders = folders; this.patienceMs = patienceMs; }

  get pid(): number | undefined { return this.running?.child.pid; }

  /** The answer, or why there is none. A question that a process took to its grave is asked once more. */
  async ask<Q extends ModelQuestion>(question: Q): Promise<ModelAnswer<Q> | Refusal> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      const answer = await this.once(question);
      if (answer !== 'died') return answer;
    }
    return refuse('models-busy');
  }

  stop(): void {
    clearTimeout(this.idle);
    this.running?.child.kill('SIGKILL');
  }

  private once(question: ModelQuestion): Promise<ModelAnswer | Refusal | 'died'> {
    const { child, pending } = this.running ??= this.start();
    const id = ++this.asked;
    return new Promise((resolve) => {
      const patience = setTimeout(() => { pending.get(id)?.(refuse('models-busy')); child.kill('SIGKILL'); }, this.patienceMs);
      pending.set(id, (answer) => {
        clearTimeout(patience);
        pending.delete(id);
        this.rest();
        resolve(answer);
      });
      child.send({ id, question } satisfies ToModels, () => undefined);
    });
  }

  private start(): Running {
    const { artifacts, datasets } = this.folders;
    // Its own flags: those of a development API load what only the API needs.
    const child = fork(PROGRAM, [artifacts, datasets], { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const running: Running = { child, pending: new Map() };
    const gone = () => {
      if (this.running === running) this.running = undefined;
      for (const answered of running.pending.values()) answered('died');
    };
    child.on('message', ({ id, answer }: FromModels) => running.pending.get(id)?.(answer));
    child.once('error', gone);
    child.once('exit', gone);
    return running;
  }

  private rest(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => { if (this.running?.pending.size === 0) this.stop(); }, IDLE_MS).unref();
  }
}
