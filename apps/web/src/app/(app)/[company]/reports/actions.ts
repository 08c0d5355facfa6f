'use server';
import { type FigureKey, reportsApi } from '@capstan/reports';
import type { FormReader } from '../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../api/submit.ts';

/** What was typed one line each. */
const lines = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');

const content = (f: FormReader) => ({
  month: f.text('month'), title: f.text('title'),
  highlights: lines(f.text('highlights')), lowlights: lines(f.text('lowlights')), asks: lines(f.text('asks')),
  shows: {
    figures: f.all('figures') as FigureKey[], money: f.text('money') as 'shown' | 'hidden',
    runwayChart: f.checked('runwayChart'), capTable: f.checked('capTable'), decisions: f.checked('decisions'), trainings: f.checked('trainings'),
  },
});

interface At { readonly [param: string]: string; readonly company: string; readonly report: string }
const pageOf = ({ company, report }: At) => `/${company}/reports/${report}`;

export async function draftReport(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(reportsApi.draft, { company }, form, content, (answer) => `/${company}/reports/${answer.id}`);
}
export async function reviseReport(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(reportsApi.revise, at, form, content, () => pageOf(at));
}
export async function publishReport(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(reportsApi.publish, at, form, (f) => {
    const asOf = f.optional('asOf');
    return asOf ? { asOf: `${asOf.slice(0, 16)}:00Z` } : {};
  }, () => pageOf(at));
}
export async function withdrawReport(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(reportsApi.withdraw, at, form, (f) => ({ reason: f.text('reason') }), () => pageOf(at));
}
export async function discardReport(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(reportsApi.discard, at, form, () => ({}), () => `/${at.company}/reports`);
}
