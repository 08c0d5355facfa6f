import { type Day, dayOf, type Decider, type Instant, monthOf, type Refusal, refusing } from '@capstan/kernel';
import type { DraftReport } from './contract.ts';
import type { ReportContent, ReportsFact } from './events.ts';
import { reportsRefusals } from './refusals.ts';

/** A report is a draft until it is published; published it never changes, only its withdrawal takes it from sight. */
export type ReportState = { readonly is: 'draft' | 'published'; readonly content: ReportContent } | { readonly is: 'withdrawn' };
export type ReportsState = Readonly<Record<string, ReportState>>;

export type ReportsCommand =
  | ({ readonly type: 'DraftReport'; readonly report: string; readonly today: Day } & DraftReport)
  | ({ readonly type: 'ReviseReport'; readonly report: string; readonly today: Day } & DraftReport)
  | { readonly type: 'DiscardDraft'; readonly report: string }
  | { readonly type: 'PublishReport'; readonly report: string; readonly now: Instant; readonly today: Day; readonly asOf?: Instant }
  | { readonly type: 'WithdrawReport'; readonly report: string; readonly reason: string };

const refuse = refusing(reportsRefusals);
type Answer = ReportsFact[] | Refusal;

function evolve(all: ReportsState, { type, data }: ReportsFact): ReportsState {
  switch (type) {
    case 'ReportDrafted': case 'ReportRevised': return { ...all, [data.report]: { is: 'draft', content: data } };
    case 'ReportPublished': return { ...all, [data.report]: { is: 'published', content: data } };
    case 'ReportWithdrawn': return { ...all, [data.report]: { is: 'withdrawn' } };
    case 'ReportDiscarded': { const { [data.report]: _, ...rest } = all; return rest; }
    default: return all;
  }
}

function draft({ type, today, ...content }: Extract<ReportsCommand, { type: 'DraftReport' | 'ReviseReport' }>): Answer {
  if (content.month > monthOf(today)) return refuse('month-in-future', { month: content.month }, 'month');
  return [{ type: type === 'DraftReport' ? 'ReportDrafted' : 'ReportRevised', data: content }];
}

const says = ({ shows, highlights, lowlights, asks }: ReportContent) => shows.figures.length + highlights.length + lowlights.length + asks.length > 0;

function publish({ report, now, today, asOf = now }: Extract<ReportsCommand, { type: 'PublishReport' }>, content: ReportContent, all: ReportsState): Answer {
  const { month } = content;
  if (!says(content)) return refuse('nothing-shown');
  if (Object.values(all).some((other) => other.is === 'published' && other.content.month === month)) return refuse('month-reported', { month });
  if (asOf > now) return refuse('moment-in-future', undefined, 'asOf');
  if (monthOf(dayOf(asOf)) < month) return refuse('moment-before-month', undefined, 'asOf');
  return [{ type: 'ReportPublished', data: { ...content, report, asOf, publishedOn: today } }];
}

function decide(command: ReportsCommand, all: ReportsState): Answer {
  if (command.type === 'DraftReport') return draft(command);
  const state = all[command.report];
  if (!state) return refuse('report-unknown');
  if (state.is === 'withdrawn') return refuse('report-withdrawn');
  if (command.type === 'WithdrawReport') return state.is === 'published' ? [{ type: 'ReportWithdrawn', data: { report: command.report, reason: command.reason } }] : refuse('report-not-published');
  if (state.is === 'published') return refuse('report-published');
  if (command.type === 'ReviseReport') return draft(command);
  return command.type === 'DiscardDraft' ? [{ type: 'ReportDiscarded', data: { report: command.report } }] : publish(command, state.content, all);
}

/** Reports of a month: drafted, revised, published once, withdrawn. */
export const reportsDecider: Decider<ReportsCommand, ReportsState, ReportsFact> = {
  name: 'reports', initial: {}, evolve, decide,
  subject: (command) => command.report,
  concerns: (one) => (typeof one.data === 'object' && one.data !== null && 'report' in one.data ? [one.data.report] : []),
};
