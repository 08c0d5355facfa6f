import { Day, fact, type FactOf, Instant, Label, Month, Note } from '@capstan/kernel';
import { z } from 'zod';
import { FigureKey } from './figures.ts';

/** What a report shows, chosen by the founder: salaries are never among it. */
export const Shows = z.object({
  figures: z.array(FigureKey).max(12), money: z.enum(['shown', 'hidden']),
  runwayChart: z.boolean(), capTable: z.boolean(), decisions: z.boolean(), trainings: z.boolean(),
}).meta({ id: 'ReportShows' });
export type Shows = z.infer<typeof Shows>;

const Lines = z.array(Note.min(1)).max(12);
export const Texts = z.object({ highlights: Lines, lowlights: Lines, asks: Lines }).meta({ id: 'ReportTexts' });
export type Texts = z.infer<typeof Texts>;

const content = { report: z.string(), month: Month, title: Label, shows: Shows, ...Texts.shape };

export const reportsFacts = [
  fact('ReportDrafted', z.object(content)),
  fact('ReportRevised', z.object(content)),
  fact('ReportDiscarded', z.object({ report: z.string() })),
  fact('ReportPublished', z.object({ ...content, asOf: Instant, publishedOn: Day })),
  fact('ReportWithdrawn', z.object({ report: z.string(), reason: Note })),
] as const;
export type ReportsFact = FactOf<typeof reportsFacts>;
export type ReportPublished = Extract<ReportsFact, { type: 'ReportPublished' }>['data'];
export type ReportContent = Extract<ReportsFact, { type: 'ReportDrafted' }>['data'];
