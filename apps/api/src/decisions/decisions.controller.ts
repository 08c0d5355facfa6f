import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { refusing } from '@capstan/kernel';
import { type CompareCriteria, decisionsApi, decisionsDecider, decisionsRefusals, type EffectQuery, type GiveReason, type MakeDecision, type OpenSelection, type SetCriterion } from '@capstan/decisions';
import type { z } from 'zod';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { evidenceOffer, sourcesOf } from './evidence.view.ts';
import { RUNWAY_FORECAST, type RunwayForecast } from './runway-forecast.ts';
import { selectionDetail } from './selection-detail.ts';
import { attention, selectionLines } from './selection-lines.ts';
import { selectionOf } from './selections.view.ts';

const refuse = refusing(decisionsRefusals);
const STANDARD_CRITERIA = 4;

/** Selections as a whole: opened, weighed, decided, reopened, and what needs a look. */
@Controller()
export class DecisionsController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, @Inject(RUNWAY_FORECAST) private readonly forecast: RunwayForecast) {}

  @Endpoint(decisionsApi.selections)
  selections(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => selectionLines(views, caller.company))); }

  @Endpoint(decisionsApi.attention)
  attention(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => attention(views, caller.company, caller.today))); }

  @Endpoint(decisionsApi.evidence)
  evidence(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => evidenceOffer(views, caller.company))); }

  @Endpoint(decisionsApi.selection)
  selection(@Caller() caller: Caller, @Param('selection') selection: string) {
    return this.queries.execute(new Ask(caller, (views) => selectionDetail(views, caller.company, selection) ?? refuse('selection-unknown')));
  }

  @Endpoint(decisionsApi.effect)
  effect(@Caller() caller: Caller, @Param('selection') selection: string, @Query() { burnPerMonth, oneOff, from }: EffectQuery) {
    return this.queries.execute(new Ask(caller, (views) => {
      const row = selectionOf(views, caller.company, selection);
      if (!row) return refuse('selection-unknown');
      const { currency } = row.selection;
      return this.forecast(views, caller.company, caller.today, { burnPerMonth: { amount: burnPerMonth, currency }, oneOff: { amount: oneOff, currency }, from });
    }));
  }

  @Endpoint(decisionsApi.openSelection)
  open(@Caller() caller: Caller, @Body() body: z.output<typeof OpenSelection>) {
    const selection = caller.newId('selection');
    const criteria = Array.from({ length: STANDARD_CRITERIA }, () => caller.newId('criterion'));
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'OpenSelection', selection, criteria, today: caller.today, ...body }, { id: selection }));
  }

  @Endpoint(decisionsApi.addCriterion)
  addCriterion(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof SetCriterion>) {
    const criterion = caller.newId('criterion');
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'SetCriterion', known: false, selection, criterion, ...body }, { id: criterion }));
  }

  @Endpoint(decisionsApi.setCriterion)
  setCriterion(@Caller() caller: Caller, @Param('selection') selection: string, @Param('criterion') criterion: string, @Body() body: z.output<typeof SetCriterion>) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'SetCriterion', known: true, selection, criterion, ...body }));
  }

  @Endpoint(decisionsApi.dropCriterion)
  dropCriterion(@Caller() caller: Caller, @Param('selection') selection: string, @Param('criterion') criterion: string) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'DropCriterion', selection, criterion }));
  }

  @Endpoint(decisionsApi.compareCriteria)
  compare(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof CompareCriteria>) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'CompareCriteria', selection, ...body }));
  }

  /** The evidence and the plan as they stand now become part of the decision. */
  @Endpoint(decisionsApi.decide)
  async decide(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof MakeDecision>) {
    const known = await this.queries.execute(new Ask(caller, (views) => ({
      sources: sourcesOf(views, caller.company), runway: this.forecast(views, caller.company, caller.today, body.effect),
    })));
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'MakeDecision', selection, today: caller.today, ...known, ...body }));
  }

  @Endpoint(decisionsApi.reopen)
  reopen(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof GiveReason>) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'ReopenDecision', selection, ...body }));
  }

  @Endpoint(decisionsApi.abandon)
  abandon(@Caller() caller: Caller, @Param('selection') selection: string, @Body() body: z.output<typeof GiveReason>) {
    return this.commands.execute(new Record(caller, decisionsDecider, { type: 'AbandonSelection', selection, ...body }));
  }
}
