import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type AccelerateGrant, type AdoptPlan, type CancelGrant, type CapitalCommand, capitalDecider, type ExerciseGrant, grantsApi, type MakeGrant, type MeetCondition, type OnDay, type ReleaseUnits, type TerminateGrant, type VestingMonths,
} from '@capstan/capital';
import { addMonths, monthOf } from '@capstan/kernel';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { grantDetail } from './grant-detail.ts';
import { grants } from './grants.ts';
import { vestingCalendar } from './vesting-calendar.ts';

const CALENDAR_MONTHS = 24;
/** The last day a question about the past or today can mean: that of its moment. */
const dayAsked = (caller: Caller) => caller.asOf?.slice(0, 10) ?? caller.today;

/** Plans, options and units, and when they vest. */
@Controller()
export class GrantsController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Endpoint(grantsApi.adoptPlan)
  adoptPlan(@Caller() caller: Caller, @Body() body: AdoptPlan) {
    const plan = caller.newId('plan');
    return this.record(caller, { type: 'AdoptPlan', plan, today: caller.today, ...body }, plan);
  }

  @Endpoint(grantsApi.makeGrant)
  makeGrant(@Caller() caller: Caller, @Body() body: MakeGrant) {
    const grant = caller.newId('grant');
    return this.record(caller, { type: 'MakeGrant', grant, newHolder: caller.newId('holder'), today: caller.today, ...body }, grant);
  }

  @Endpoint(grantsApi.meetCondition)
  meetCondition(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: MeetCondition) { return this.record(caller, { type: 'MeetCondition', grant, today: caller.today, ...body }, grant); }

  @Endpoint(grantsApi.accelerateGrant)
  accelerateGrant(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: AccelerateGrant) { return this.record(caller, { type: 'AccelerateGrant', grant, today: caller.today, ...body }, grant); }

  @Endpoint(grantsApi.terminateGrant)
  terminateGrant(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: TerminateGrant) { return this.record(caller, { type: 'TerminateGrant', grant, today: caller.today, ...body }, grant); }

  @Endpoint(grantsApi.exerciseGrant)
  exerciseGrant(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: ExerciseGrant) {
    const holding = caller.newId('holding');
    return this.record(caller, { type: 'ExerciseGrant', grant, holding, today: caller.today, ...body }, holding);
  }

  @Endpoint(grantsApi.releaseUnits)
  releaseUnits(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: ReleaseUnits) {
    const holding = caller.newId('holding');
    return this.record(caller, { type: 'ReleaseUnits', grant, holding, today: caller.today, ...body }, holding);
  }

  @Endpoint(grantsApi.cancelGrant)
  cancelGrant(@Caller() caller: Caller, @Param('grant') grant: string, @Body() body: CancelGrant) { return this.record(caller, { type: 'CancelGrant', grant, today: caller.today, ...body }, grant); }

  @Endpoint(grantsApi.grants)
  grants(@Caller() caller: Caller, @Query() { on }: OnDay) { return this.queries.execute(new Ask(caller, (views) => grants(views, caller.company, on ?? dayAsked(caller)))); }

  @Endpoint(grantsApi.grant)
  grant(@Caller() caller: Caller, @Param('grant') grant: string, @Query() { on }: OnDay) {
    return this.queries.execute(new Ask(caller, (views) => grantDetail(views, caller.company, grant, on ?? dayAsked(caller))));
  }

  @Endpoint(grantsApi.vestingCalendar)
  vestingCalendar(@Caller() caller: Caller, @Query() { from, to }: VestingMonths) {
    const first = from ?? monthOf(dayAsked(caller));
    return this.queries.execute(new Ask(caller, (views) => vestingCalendar(views, caller.company, first, to ?? addMonths(first, CALENDAR_MONTHS - 1), dayAsked(caller))));
  }

  private record(caller: Caller, command: CapitalCommand, id: string) {
    return this.commands.execute(new Record(caller, capitalDecider, command, { id }));
  }
}
