import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Body, Controller, Headers, Inject, Param, Res } from '@nestjs/common';
import { type Endpoint as Contract, isRefusal } from '@capstan/kernel';
import { type FileStore, receive, TooLarge } from '@capstan/files';
import { refuseTraining as refuse, runDecider, type RunRequest, trainerFilesApi } from '@capstan/training';
import type { FastifyReply } from 'fastify';
import { FILES } from '../files/files.module.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { brokenOff, invalid, refusalProblem } from '../http/problem.ts';
import { Ledger } from '../ledger/ledger.ts';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { LeaseTerms } from './lease-terms.ts';

type Content = AsyncIterable<Uint8Array>;
interface Held { readonly run: string; readonly lease: string; readonly sha256?: string }
const checkpointOf = (run: string) => `checkpoints/${run}.bundle`;

/** The files of a run, for whoever holds its lease, and for nobody else. */
@Controller()
export class TrainerFilesController {
  constructor(
    private readonly ledger: Ledger, private readonly terms: LeaseTerms,
    @Inject(STORE) private readonly store: Store, @Inject(FILES) private readonly files: FileStore, @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Endpoint(trainerFilesApi.dataset)
  async dataset(@Caller() caller: Caller, @Param() held: Held, @Res() reply: FastifyReply) {
    const { spec } = await this.held(caller, held);
    await this.send(reply, `datasets/${spec.dataset.hash}`, 'dataset-unknown');
  }

  @Endpoint(trainerFilesApi.hasArtifact)
  async hasArtifact(@Caller() caller: Caller, @Param() held: Held) {
    await this.held(caller, held);
    return { kept: await this.files.size(`artifacts/${sha256Of(held)}`) !== undefined };
  }

  @Endpoint(trainerFilesApi.keepArtifact)
  async keepArtifact(@Caller() caller: Caller, @Param() held: Held, @Headers('content-length') length: string | undefined, @Body() content: Content) {
    await this.held(caller, held);
    return this.keep(`artifacts/${sha256Of(held)}`, held, { length, content, contract: trainerFilesApi.keepArtifact });
  }

  @Endpoint(trainerFilesApi.checkpoint)
  async checkpoint(@Caller() caller: Caller, @Param() held: Held, @Res() reply: FastifyReply) {
    await this.held(caller, held);
    await this.send(reply, checkpointOf(held.run), 'checkpoint-unknown');
  }

  @Endpoint(trainerFilesApi.handOver)
  async handOver(@Caller() caller: Caller, @Param() held: Held, @Headers('content-length') length: string | undefined, @Body() content: Content) {
    await this.held(caller, held);
    return this.keep(checkpointOf(held.run), held, { length, content, contract: trainerFilesApi.handOver });
  }

  /** What was asked of the run that the caller holds. The log decides, not this node's view of it; the lease is renewed where it is due. */
  private async held(caller: Caller, { run, lease }: Held): Promise<RunRequest> {
    const [first] = run.startsWith('run-') ? await this.store.log.read(run, 0, 1) : [];
    if (!first) throw refusalProblem(refuse('run-unknown'));
    const { data, meta } = this.store.codec.decode(first);
    const answer = await this.ledger.execute(runDecider, { ...caller, company: meta.company }, { type: 'RenewLease', run, lease, now: caller.now, leaseMs: this.terms.leaseMs }, { stream: run, wait: false });
    if (isRefusal(answer)) throw refusalProblem(answer);
    return data as RunRequest;
  }

  private async send(reply: FastifyReply, name: string, missing: 'dataset-unknown' | 'checkpoint-unknown'): Promise<void> {
    const found = await this.files.open(name);
    if (!found) throw refusalProblem(refuse(missing));
    await reply.header('content-type', 'application/octet-stream').header('content-length', found.bytes).send(found.content);
  }

  /** Keeps what comes under the name, if it is what was announced: all of it or nothing. */
  private async keep(name: string, held: Held, { length, content, contract: { limit } }: { length: string | undefined; content: Content; contract: Contract }): Promise<{ kept: boolean }> {
    const most = limit!, tooLarge = () => refusalProblem(refuse('file-too-large', { limit: most / 1_000_000 }));
    if (Number(length) > most) throw tooLarge();
    const file = await receive(content, join(this.settings.data, 'incoming'), most).catch((error: unknown) => { throw error instanceof TooLarge ? tooLarge() : brokenOff(error); });
    try {
      if (file.sha256 !== sha256Of(held)) throw refusalProblem(refuse('file-differs'));
      await this.files.put(name, file);
    } finally {
      await rm(file.path, { force: true });
    }
    return { kept: true };
  }
}

function sha256Of({ sha256 = '' }: Held): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw invalid([{ path: 'sha256', code: 'invalid-input', message: 'This is no SHA-256 in hexadecimal letters.' }]);
  return sha256;
}
