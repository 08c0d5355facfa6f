import { addMonths, type Explained, type Instant, type Month } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { figures, reportDays, type ReportView, type FigureKey } from '@capstan/reports';
import { companyName } from './company-name.view.ts';
import { decidedIn } from './decided.view.ts';
import { pilotFigures, pilotsIn } from './pilots.view.ts';
import type { ReportSources } from './report-sources.ts';
import type { ReportRow } from './reports.view.ts';

function pilotsWhy(views: Views, company: string, month: Month): Partial<Record<FigureKey, Explained>> {
  const { count, total, facts } = pilotFigures(views, company, month);
  const behind = { facts: facts.slice(0, 200), factCount: facts.length };
  const finished: Explained['inputs'][number] = { name: 'pilots-finished', value: { kind: 'number', number: count }, facts: behind.facts };
  return {
    'pilots-finished': { metric: 'pilots-finished', inputs: [finished], ...behind },
    'cost-per-pilot': { metric: 'cost-per-pilot', convention: 'mean-of-finished', inputs: [{ name: 'training-cost', value: { kind: 'money', money: total } }, finished], ...behind },
  };
}

/** Why a figure is what it is, unless that would tell amounts that the report hides. */
const explaining = (why: Partial<Record<FigureKey, Explained>>, chosen: readonly FigureKey[], money: 'shown' | 'hidden') =>
  (money === 'hidden' ? {} : Object.fromEntries(Object.entries(why).filter(([key]) => chosen.includes(key as FigureKey))));

/** A report's content over the views of its moment. `asOf` of a draft is now. */
export function report(views: Views, company: string, { status, content, publishedOn, withdrawn }: ReportRow, asOf: Instant, sources: ReportSources): ReportView {
  const { report: id, month, title, shows, highlights, lowlights, asks } = content;
  const days = reportDays(month, asOf);
  const [at, prior] = [{ today: days.current, month }, { today: days.prior, month: addMonths(month, -1) }];
  const told = sources.figures(views, company, at);
  const open = shows.money === 'shown';
  const chart = shows.runwayChart && open ? sources.cash(views, company, at) : null;
  const own = companyName(views, company);
  return {
    report: id, company: own?.name ?? '', currency: own?.currency ?? 'EUR', month, title, status, asOf, complete: days.complete, publishedOn, shows, withdrawn, highlights, lowlights, asks,
    figures: figures(shows.figures, { ...told.figures, ...pilotFigures(views, company, month).figures }, { ...sources.figures(views, company, prior).figures, ...pilotFigures(views, company, prior.month).figures }, shows.money),
    why: explaining({ ...told.why, ...pilotsWhy(views, company, month) }, shows.figures, shows.money),
    cash: chart?.points ?? null, cashOut: chart?.cashOut ?? null,
    capTable: shows.capTable ? hide(sources.capTable(views, company, days.current), open) : null,
    decisions: shows.decisions ? decidedIn(views, company, month).map((d) => (open ? d : { ...d, burnPerMonth: null })) : null,
    trainings: shows.trainings ? pilotsIn(views, company, month).map((t) => (open ? t : { ...t, cost: null })) : null,
  };
}

const hide = (table: ReportView['capTable'], open: boolean): ReportView['capTable'] => (table && !open ? { ...table, safes: { ...table.safes, amount: null } } : table);
