import { Module } from '@nestjs/common';
import { reportsFacts } from '@capstan/reports';
import { type Room, room } from '../ledger/room.ts';
import { companyNameModel } from './company-name.view.ts';
import { decidedModel } from './decided.view.ts';
import { pilotsModel } from './pilots.view.ts';
import { REPORT_SOURCES, type ReportSources } from './report-sources.ts';
import { ReportsController } from './reports.controller.ts';
import { reportsModel } from './reports.view.ts';

/** The reports room over what other rooms tell it. */
export function reportsRoom(sources: ReportSources): Room {
  @Module({ controllers: [ReportsController], providers: [{ provide: REPORT_SOURCES, useValue: sources }] })
  class ReportsModule {}
  return room({ module: ReportsModule, facts: reportsFacts, views: [reportsModel, decidedModel, pilotsModel, companyNameModel], policies: [] });
}
