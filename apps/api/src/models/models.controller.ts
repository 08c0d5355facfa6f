import { Body, Controller, Logger, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isRefusal, type Refusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type ExportFormat, type ModelCommand, modelDecider, modelsApi, type PredictBody, type Predicted, reducible, type Reduction, refuseModel as refuse, type RegisterModelBody, type VersionView } from '@capstan/training';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { registrable, registrableRuns } from './finished-runs.view.ts';
import { type Place, Predictions } from './predictions.ts';
import { modelNamed, modelOf, modelsOf, versionOf } from './registry.view.ts';

const EXAMPLES = 8;

/** What was answered, or the refusal as a problem. */
function given<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw refusalProblem(answer);
  return answer;
}

const placeOf = ({ artifact, lineage }: { artifact: { sha256: string }; lineage: { dataset: { hash: string } } }): Place => ({ artifact: artifact.sha256, dataset: lineage.dataset.hash });

/** `Digit reader` as a file's name: `digit-reader`. */
const fileName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'model';

/** Registered models: what is in the registry, what is moved in it, and what they predict. */
@Controller()
export class ModelsController {
  /** A smaller version that takes longer to measure is made nevertheless. Browsers, and the web's own requests, give up after five minutes. */
  answerWithinMs = 240_000;
  private readonly log = new Logger('models');
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly predictions: Predictions) {}

  @Endpoint(modelsApi.models)
  models(@Caller() caller: Caller) { return this.ask(caller, (views) => modelsOf(views, caller.company)); }

  @Endpoint(modelsApi.registrable)
  registrable(@Caller() caller: Caller) { return this.ask(caller, (views) => registrableRuns(views, caller.company)); }

  @Endpoint(modelsApi.model)
  model(@Caller() caller: Caller, @Param('model') model: string) { return this.ask(caller, (views) => modelOf(views, caller.company, model)); }

  @Endpoint(modelsApi.latency)
  async latency(@Caller() caller: Caller, @Param('model') model: string) {
    await this.ask(caller, (views) => modelOf(views, caller.company, model));
    return this.predictions.latency(model);
  }

  @Endpoint(modelsApi.register)
  async register(@Caller() caller: Caller, @Body() { run, name, note }: RegisterModelBody) {
    const { artifact, metrics, backend, lineage } = await this.now(caller, (views) => registrable(views, caller.company, run));
    const { signature, code } = given(await this.predictions.work(placeOf({ artifact, lineage }), { ask: 'inspect' }));
    const model = await this.now(caller, (views) => modelNamed(views, caller.company, name)) ?? caller.newId('model');
    return this.record(caller, { type: 'RegisterVersion', model, name, note, artifact, metrics, backend, signature, lineage: { ...lineage, code } });
  }

  @Endpoint(modelsApi.derive)
  async derive(@Caller() caller: Caller, @Param('model') model: string, @Param('version') number: string, @Body() { how }: { how: Reduction }) {
    const parent = await this.version(caller, model, { version: Number(number) });
    const spent = reducible(parent.version, parent.how);
    if (spent) throw refusalProblem(spent);
    const made = this.reduced(caller, model, parent, how);
    let patience: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => { patience = setTimeout(resolve, this.answerWithinMs, 'late'); });
    const first = await Promise.race([made, late]).finally(() => clearTimeout(patience));
    if (first !== 'late') return first;
    made.catch((error: unknown) => this.log.warn(`making a smaller version of ${model} failed after its request was answered: ${error instanceof Error ? error.message : String(error)}`));
    throw refusalProblem(refuse('reduction-goes-on'));
  }

  @Endpoint(modelsApi.retire)
  retire(@Caller() caller: Caller, @Param('model') model: string, @Param('version') version: string, @Body() { reason }: { reason: string }) {
    return this.record(caller, { type: 'RetireVersion', model, version: Number(version), reason });
  }

  @Endpoint(modelsApi.moveAlias)
  moveAlias(@Caller() caller: Caller, @Param('model') model: string, @Param('alias') alias: string, @Body() { version }: { version: number }) {
    return this.record(caller, { type: 'MoveAlias', model, alias, version });
  }

  @Endpoint(modelsApi.removeAlias)
  removeAlias(@Caller() caller: Caller, @Param('model') model: string, @Param('alias') alias: string) {
    return this.record(caller, { type: 'RemoveAlias', model, alias });
  }

  @Endpoint(modelsApi.predict)
  async predict(@Caller() caller: Caller, @Param('model') model: string, @Body() { samples, ...which }: PredictBody): Promise<Predicted> {
    const { called, ...one } = await this.version(caller, model, which);
    return { model, version: one.version, alias: called, ...given(await this.predictions.predict(model, placeOf(one), samples)) };
  }

  @Endpoint(modelsApi.examples)
  async examples(@Caller() caller: Caller, @Param('model') model: string, @Query() which: { version: number }) {
    const one = await this.version(caller, model, which);
    return given(await this.predictions.work(placeOf(one), { ask: 'examples', count: EXAMPLES })).examples;
  }

  @Endpoint(modelsApi.exported)
  async exported(@Caller() caller: Caller, @Param('model') model: string, @Query() { version, format }: { version: number; format: ExportFormat }) {
    const one = await this.version(caller, model, { version });
    const { name } = await this.now(caller, (views) => modelOf(views, caller.company, model));
    const { files } = given(await this.predictions.work(placeOf(one), { ask: 'export', format }));
    return { name: `${fileName(name)}-v${version}${one.synthetic ? '-synthetic-data' : ''}`, files };
  }

  /** Makes and measures a smaller version, and records it. */
  private async reduced(caller: Caller, model: string, parent: VersionView, how: Reduction) {
    const { artifact, metrics: { perClass: _, confusion: __, ...metrics }, backend } = given(await this.predictions.work(placeOf(parent), { ask: 'reduce', how }));
    return this.record(caller, { type: 'DeriveVersion', model, parent: parent.version, how, artifact, metrics, backend });
  }

  private version(caller: Caller, model: string, which: { version?: number; alias?: string }) { return this.now(caller, (views) => versionOf(views, caller.company, model, which)); }
  private record(caller: Caller, command: ModelCommand) { return this.commands.execute(new Record(caller, modelDecider, command, { id: command.model })); }
  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
  private now<T>(caller: Caller, question: (views: Views) => T) { return this.ask({ ...caller, asOf: undefined }, question); }
}
