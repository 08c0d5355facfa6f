import { Body, Controller, Inject, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import { isHeld, type Orders, type Run, type RunCommand, runDecider, trainerApi } from '@capstan/training';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ledger } from '../ledger/ledger.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { ReadModels } from '../ledger/read-models.ts';
import type { Store } from '../ledger/store.ts';
import { LeaseNext } from './lease-next.ts';
import { LeaseTerms } from './lease-terms.ts';
import { runOf } from './runs.view.ts';

type BodyOf<K extends keyof typeof trainerApi> = z.infer<(typeof trainerApi)[K]['body']>;
type ToldType = 'RenewLease' | 'NoteStart' | 'NoteProgress' | 'NoteInterruption' | 'ReleaseRun' | 'EndRun';
type Told = Extract<RunCommand, { type: ToldType }>;

/** These say that the run is no longer the trainer's: it drops what it has. */
const gone: readonly string[] = ['lease-lost', 'run-over', 'run-not-leased', 'run-unknown'];

/** What trainers tell and ask, with their own token; runs of every company come through here. */
@Controller()
export class TrainerController {
  constructor(
    private readonly commands: CommandBus, private readonly ledger: Ledger, private readonly models: ReadModels,
    private readonly terms: LeaseTerms, @Inject(STORE) private readonly store: Store,
  ) {}

  @Endpoint(trainerApi.lease)
  async lease(@Caller() caller: Caller, @Body() { free }: BodyOf<'lease'>) {
    this.terms.hear(caller.name);
    return { work: free > 0 ? await this.commands.execute(new LeaseNext(caller)) : null };
  }

  @Endpoint(trainerApi.renew)
  renew(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'renew'>) {
    return this.told(caller, { type: 'RenewLease', run, ...body, now: caller.now, leaseMs: this.terms.leaseMs });
  }

  @Endpoint(trainerApi.start)
  start(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'start'>) { return this.told(caller, { type: 'NoteStart', run, ...body }); }

  @Endpoint(trainerApi.progress)
  progress(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'progress'>) {
    return this.told(caller, { type: 'NoteProgress', run, ...body, now: caller.now, leaseMs: this.terms.leaseMs });
  }

  @Endpoint(trainerApi.interruption)
  interruption(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'interruption'>) { return this.told(caller, { type: 'NoteInterruption', run, ...body }); }

  @Endpoint(trainerApi.release)
  release(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'release'>) { return this.told(caller, { type: 'ReleaseRun', run, ...body }); }

  @Endpoint(trainerApi.end)
  end(@Caller() caller: Caller, @Param('run') run: string, @Body() body: BodyOf<'end'>) { return this.told(caller, { type: 'EndRun', run, ...body }); }

  private async told(caller: Caller, command: Told): Promise<Orders> {
    this.terms.hear(caller.name);
    const company = await this.companyOf(command.run);
    if (company === undefined) return { orders: 'drop' };
    const answer = await this.ledger.execute(runDecider, { ...caller, company }, command, { stream: command.run });
    if (!isRefusal(answer)) return { orders: await this.orders(company, command) };
    if (gone.includes(answer.code)) return { orders: 'drop' };
    throw refusalProblem(answer);
  }

  /** From the log itself: read models may still be on their way after a start. */
  private async companyOf(run: string): Promise<string | undefined> {
    const [first] = run.startsWith('run-') ? await this.store.log.read(run, 0, 1) : [];
    return first && (JSON.parse(first.meta) as { company: string }).company;
  }

  private async orders(company: string, { type, run, lease }: Told): Promise<Orders['orders']> {
    const row = await this.models.ask(company, undefined, (views) => runOf(views, company, run));
    if (!row) return 'go-on';
    const state = JSON.parse(row.state) as Run;
    if (!isHeld(state) || state.lease.id !== lease) return 'drop';
    if (state.is === 'stopping') return 'stop';
    if (state.is === 'pausing') return 'pause';
    return type === 'NoteInterruption' ? 'restart' : 'go-on';
  }
}
