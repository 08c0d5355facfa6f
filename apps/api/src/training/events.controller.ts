import { Readable } from 'node:stream';
import { Body, Controller, Param, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isRefusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { externalApi, type ExternalRunCommand, externalRunDecider, type ImportEventsBody, labelled, PRICE_TAG, refuseTraining as refuse } from '@capstan/training';
import type { FastifyReply } from 'fastify';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { beginningOf, eventsOf } from './events-export.ts';
import { readEvents, spanOf } from './events-import.ts';
import { machineOf } from './machine.view.ts';

const POINTS_A_FACT = 1000;

/** TensorBoard's event files, in and out. */
@Controller()
export class EventsController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  /** Read whole before anything is recorded. Each record of it is a command of its own, so that the same request, sent again, goes on where it broke off. */
  @Endpoint(externalApi.importEvents)
  async bring(@Caller() caller: Caller, @Body() { name, content, damaged, pricePerHour }: ImportEventsBody) {
    const points = await readEvents({ content, damaged });
    if (isRefusal(points)) throw refusalProblem(points);
    const run = caller.newId('run'), { startedAt, endedAt } = spanOf(points);
    const { machine } = await this.ask(caller, (views) => machineOf(views, caller.company) ?? refuse('machine-unknown'));
    let n = 0;
    const tell = (command: ExternalRunCommand) => this.commands.execute(new Record({ ...caller, commandId: `${caller.commandId}-${n++}` }, externalRunDecider, command, { id: run, stream: run }));
    const tags = pricePerHour === null ? [] : [{ key: PRICE_TAG, value: pricePerHour }];
    await tell({ type: 'BeginExternalRun', run, name: labelled(name), experiment: '0', origin: 'tensorboard', machine, startedAt, tags });
    for (let from = 0; from < points.length; from += POINTS_A_FACT) await tell({ type: 'LogBatch', run, metrics: points.slice(from, from + POINTS_A_FACT), params: [], tags: [] });
    return tell({ type: 'EndExternalRun', run, how: 'finished', endedAt, today: caller.today });
  }

  @Endpoint(externalApi.exportEvents)
  async take(@Caller() caller: Caller, @Param('run') run: string, @Res() reply: FastifyReply) {
    const began = await this.ask(caller, (views) => beginningOf(views, caller.company, run) ?? refuse('run-unknown'));
    const name = `events.out.tfevents.${Math.floor(began / 1000)}.${run}`;
    await reply.header('content-type', 'application/octet-stream').header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(eventsOf((question) => this.ask(caller, question) as never, caller.company, run, began)));
  }

  private ask<T>(caller: Caller, question: (views: Views) => T) { return this.queries.execute(new Ask(caller, question)); }
}
