import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type BindEvidence, decisionsApi, decisionsDecider, type DescribeCandidate, type GiveScore } from '@capstan/decisions';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { sourcesOf } from './evidence.view.ts';

/** Candidates of a selection, and how each scores. */
@Controller()
export class ScoresController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(decisionsApi.addCandidate)
  add(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof DescribeCandidate>) {
    const candidate = caller.newId('candidate');
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'AddCandidate', selection, candidate, ...body }, { id: candidate }));
  }

  @Endpoint(decisionsApi.changeCandidate)
  change(@Caller() caller: Caller, @Param('selection') selection: string, @Param('candidate') candidate: string, @Body() body: z.output<typeof DescribeCandidate>) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'ChangeCandidate', selection, candidate, ...body }));
  }

  @Endpoint(decisionsApi.dropCandidate)
  drop(@Caller() caller: Caller, @Param('selection') selection: string, @Param('candidate') candidate: string) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'DropCandidate', selection, candidate }));
  }

  @Endpoint(decisionsApi.giveScore)
  give(@Caller() caller: Caller, @Param() at: { selection: string; candidate: string; criterion: string }, @Body() body: z.output<typeof GiveScore>) {
    const { selection, candidate, criterion } = at;
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'GiveScore', selection, candidate, criterion, ...body }));
  }

  @Endpoint(decisionsApi.bindEvidence)
  async bind(@Caller() caller: Caller, @Param() at: { selection: string; candidate: string; criterion: string }, @Body() body: z.output<typeof BindEvidence>) {
    const { selection, candidate, criterion } = at;
    const sources = await this.queries.execute(new Ask(caller, (views) => sourcesOf(views, caller.company)));
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'BindEvidence', selection, candidate, criterion, sources, ...body }));
  }

  @Endpoint(decisionsApi.clearScore)
  clear(@Caller() caller: Caller, @Param() at: { selection: string; candidate: string; criterion: string }) {
    const { selection, candidate, criterion } = at;
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'ClearScore', selection, candidate, criterion }));
  }
}
