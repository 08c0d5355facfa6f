import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  type ChangeHire, type ErasePerson, type ImportHires, type MakeHire, type MakePlannedHire, type MonthRange, type PlanHire, type RecordLeaving, type SetEmployerCosts, type TakeHireBack, teamApi, type TeamCommand, teamDecider,
} from '@capstan/team';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { contentHash, RunningImports } from '../imports/running-imports.ts';
import { AskAlike } from '../ledger/alike.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { employerCosts } from './employer-costs.view.ts';
import { Erasing } from './erasing.ts';
import { readHires } from './hires-import.ts';
import { teamMonths } from './team-months.ts';
import { teamNow } from './team-now.ts';

/** People planned, hired, changed and gone; what they cost by month. */
@Controller()
export class TeamController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, private readonly imports: RunningImports, private readonly erasing: Erasing) {}

  @Endpoint(teamApi.planHire)
  planHire(@Caller() caller: Caller, @Body() body: PlanHire) {
    const hire = caller.newId('hire');
    return this.record(caller, { type: 'PlanHire', hire, person: caller.newId('person'), today: caller.today, ...body }, hire);
  }

  @Endpoint(teamApi.changePlan)
  changePlan(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: PlanHire) { return this.record(caller, { type: 'ChangePlan', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.withdrawPlan)
  withdrawPlan(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: TakeHireBack) { return this.record(caller, { type: 'WithdrawPlan', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.makePlannedHire)
  makePlannedHire(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: MakePlannedHire) { return this.record(caller, { type: 'MakePlannedHire', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.makeHire)
  makeHire(@Caller() caller: Caller, @Body() body: MakeHire) {
    const hire = caller.newId('hire');
    return this.record(caller, { type: 'MakeHire', hire, person: caller.newId('person'), today: caller.today, ...body }, hire);
  }

  @Endpoint(teamApi.changeHire)
  changeHire(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: ChangeHire) { return this.record(caller, { type: 'ChangeHire', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.recordLeaving)
  recordLeaving(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: RecordLeaving) { return this.record(caller, { type: 'RecordLeaving', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.takeHireBack)
  takeHireBack(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: TakeHireBack) { return this.record(caller, { type: 'TakeHireBack', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.takeLeavingBack)
  takeLeavingBack(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: TakeHireBack) { return this.record(caller, { type: 'TakeLeavingBack', hire, today: caller.today, ...body }, hire); }

  @Endpoint(teamApi.erasePerson)
  async erasePerson(@Caller() caller: Caller, @Param('hire') hire: string, @Body() body: ErasePerson) {
    const receipt = await this.record(caller, { type: 'ErasePerson', hire, today: caller.today, ...body }, hire);
    await this.erasing.complete();
    return receipt;
  }

  @Endpoint(teamApi.importHires)
  async importHires(@Caller() caller: Caller, @Body() { text }: ImportHires) {
    const rows = await readHires(this.imports, caller.company, text);
    const batch = caller.newId('batch');
    const named = rows.map((row) => ({ ...row, hire: caller.newId('hire'), person: caller.newId('person') }));
    const receipt = await this.record(caller, { type: 'ImportHires', batch, fileHash: contentHash(text), rows: named, today: caller.today }, batch);
    const made = rows.filter((r) => r.status === 'made').length;
    return { ...receipt, made, planned: rows.length - made };
  }

  @Endpoint(teamApi.setEmployerCosts)
  setEmployerCosts(@Caller() caller: Caller, @Body() body: SetEmployerCosts) { return this.record(caller, { type: 'SetEmployerCosts', today: caller.today, ...body }); }

  @Endpoint(teamApi.people)
  people(@Caller() caller: Caller) { return this.queries.execute(new AskAlike(caller, teamApi.people, {}, ({ views, company, today }) => teamNow(views, company, today))); }

  @Endpoint(teamApi.months)
  months(@Caller() caller: Caller, @Query() range: MonthRange) { return this.queries.execute(new AskAlike(caller, teamApi.months, range, ({ views, company, today, query }) => teamMonths(views, company, today, query))); }

  @Endpoint(teamApi.employerCosts)
  employerCosts(@Caller() caller: Caller) { return this.queries.execute(new Ask(caller, (views) => employerCosts(views, caller.company))); }

  private record(caller: Caller, command: TeamCommand, id?: string) {
    return this.commands.execute(new Record(caller, teamDecider, command, id ? { id } : {}));
  }
}
