import type { Day, Explained, Month } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import type { CapTableSummary, CashPoint, FigureKey, FigureSet } from '@capstan/reports';

/** Figures of a month as they stood on a day, with where each comes from. */
export interface Told { readonly figures: FigureSet; readonly why: Partial<Record<FigureKey, Explained>> }

/**
 * What a report asks of other rooms. The composition root (`rooms.ts`) gives it their own answers over the same views,
 * so that an investor reads the very numbers that the founder's pages show.
 */
export interface ReportSources {
  figures(views: Views, company: string, at: { today: Day; month: Month }): Told;
  /** Cash at the ends of months, actual up to the month and planned after it, and the day it runs out by the plan. */
  cash(views: Views, company: string, at: { today: Day; month: Month }): { points: CashPoint[]; cashOut: Day | null };
  capTable(views: Views, company: string, today: Day): CapTableSummary | null;
}
export const REPORT_SOURCES = Symbol('report-sources');
