import { Body, Controller, Inject, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { refusing } from '@capstan/kernel';
import { type DraftReport, type PublishReport, reportsApi, reportsDecider, reportsRefusals, type WithdrawReport } from '@capstan/reports';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { Ask } from '../ledger/ask.ts';
import { Record } from '../ledger/record.ts';
import { report } from './report.ts';
import { REPORT_SOURCES, type ReportSources } from './report-sources.ts';
import { reportLines, reportOf } from './reports.view.ts';

const refuse = refusing(reportsRefusals);

/** Reports of a month: drafted by founders, read by investors as they were at the moment they are pinned to. */
@Controller()
export class ReportsController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus, @Inject(REPORT_SOURCES) private readonly sources: ReportSources) {}

  @Endpoint(reportsApi.reports)
  reports(@Caller() caller: Caller) {
    return this.queries.execute(new Ask(caller, (views) => reportLines(views, caller.company, caller.holds('reports:publish'))));
  }

  /** Whether there is such a report is asked of the present (or the caller's moment), its content of the moment it is pinned to. */
  @Endpoint(reportsApi.report)
  async report(@Caller() caller: Caller, @Param('report') id: string) {
    const row = await this.queries.execute(new Ask(caller, (views) => reportOf(views, caller.company, id, caller.holds('reports:publish')) ?? refuse('report-unknown')));
    const asOf = row.asOf ?? caller.asOf;
    return this.queries.execute(new Ask({ ...caller, asOf }, (views) => report(views, caller.company, row, asOf ?? caller.now, this.sources)));
  }

  @Endpoint(reportsApi.draft)
  draft(@Caller() caller: Caller, @Body() body: DraftReport) {
    const id = caller.newId('report');
    return this.commands.execute(new Record(caller, reportsDecider, { type: 'DraftReport', report: id, today: caller.today, ...body }, { id }));
  }

  @Endpoint(reportsApi.revise)
  revise(@Caller() caller: Caller, @Param('report') id: string, @Body() body: DraftReport) {
    return this.commands.execute(new Record(caller, reportsDecider, { type: 'ReviseReport', report: id, today: caller.today, ...body }));
  }

  @Endpoint(reportsApi.discard)
  discard(@Caller() caller: Caller, @Param('report') id: string) {
    return this.commands.execute(new Record(caller, reportsDecider, { type: 'DiscardDraft', report: id }));
  }

  @Endpoint(reportsApi.publish)
  publish(@Caller() caller: Caller, @Param('report') id: string, @Body() body: PublishReport) {
    return this.commands.execute(new Record(caller, reportsDecider, { type: 'PublishReport', report: id, now: caller.now, today: caller.today, ...body }));
  }

  @Endpoint(reportsApi.withdraw)
  withdraw(@Caller() caller: Caller, @Param('report') id: string, @Body() body: WithdrawReport) {
    return this.commands.execute(new Record(caller, reportsDecider, { type: 'WithdrawReport', report: id, ...body }));
  }
}
