import { given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { reportsDecider } from './decider.ts';
import type { ReportsFact } from './events.ts';

const report = 'report-1';
const content = {
  month: '2026-10', title: 'October', highlights: ['Two customers signed.'], lowlights: [], asks: ['An introduction to a utility.'],
  shows: { figures: ['cash' as const], money: 'shown' as const, runwayChart: true, capTable: true, decisions: true, trainings: true },
};
const drafted: ReportsFact = { type: 'ReportDrafted', data: { report, ...content } };
const publish = (rest: object = {}) => ({ type: 'PublishReport' as const, report, now: '2026-11-05T09:00:00.000Z', today: '2026-11-05', ...rest });
const published: ReportsFact = { type: 'ReportPublished', data: { report, ...content, asOf: '2026-11-05T09:00:00.000Z', publishedOn: '2026-11-05' } };
const withdraw = { type: 'WithdrawReport' as const, report, reason: 'A bank file was missing.' };

test('a draft is published pinned to now, or to a moment that is named', () => {
  given(reportsDecider, drafted).when(publish()).then(published);
  const [fact] = given(reportsDecider, drafted).when(publish({ asOf: '2026-11-01T00:00:00.000Z' })).facts();
  expect(fact!.data).toMatchObject({ asOf: '2026-11-01T00:00:00.000Z' });
});

test('a draft can be revised and discarded; what is published stays as it was seen', () => {
  const revise = { type: 'ReviseReport' as const, report, today: '2026-11-05', ...content, title: 'October, corrected' };
  given(reportsDecider, drafted).when(revise).then({ type: 'ReportRevised', data: { report, ...content, title: 'October, corrected' } });
  given(reportsDecider, drafted).when({ type: 'DiscardDraft', report }).then({ type: 'ReportDiscarded', data: { report } });
  given(reportsDecider, drafted, published).when(revise).refuses('report-published');
  given(reportsDecider, drafted, published).when({ type: 'DiscardDraft', report }).refuses('report-published');
  given(reportsDecider, drafted, published).when(publish()).refuses('report-published');
});

test('a month is reported once, until its report is withdrawn', () => {
  const second: ReportsFact = { type: 'ReportDrafted', data: { report: 'report-2', ...content } };
  given(reportsDecider, drafted, published, second).when({ ...publish(), report: 'report-2' }).refuses('month-reported');
  given(reportsDecider, drafted, published).when(withdraw).then({ type: 'ReportWithdrawn', data: { report, reason: withdraw.reason } });
  expect(given(reportsDecider, drafted, published, { type: 'ReportWithdrawn', data: { report, reason: 'x' } }, second).when({ ...publish(), report: 'report-2' }).facts()).toHaveLength(1);
});

test('what is withdrawn, a draft or unknown cannot be withdrawn', () => {
  given(reportsDecider, drafted).when(withdraw).refuses('report-not-published');
  given(reportsDecider, drafted, published, { type: 'ReportWithdrawn', data: { report, reason: 'x' } }).when(withdraw).refuses('report-withdrawn');
  given(reportsDecider).when(withdraw).refuses('report-unknown');
  given(reportsDecider, drafted, { type: 'ReportDiscarded', data: { report } }).when(publish()).refuses('report-unknown');
});

test('no report of the future, from the future or from before its month, and none that says nothing', () => {
  given(reportsDecider).when({ type: 'DraftReport', report, today: '2026-11-05', ...content, month: '2026-12' }).refuses('month-in-future', 'month');
  given(reportsDecider, drafted).when(publish({ asOf: '2026-11-05T09:00:00.001Z' })).refuses('moment-in-future', 'asOf');
  given(reportsDecider, drafted).when(publish({ asOf: '2026-09-30T09:00:00.000Z' })).refuses('moment-before-month', 'asOf');
  given(reportsDecider, { type: 'ReportDrafted', data: { report, ...content, highlights: [], asks: [], shows: { ...content.shows, figures: [] } } }).when(publish()).refuses('nothing-shown');
});
