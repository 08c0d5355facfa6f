import { z } from 'zod';
import { failing } from './refusal.ts';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const DAY_MS = 86_400_000;
const inRange = (year: number) => year >= FIRST_YEAR && year <= LAST_YEAR;

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const isDay = (text: string): boolean => {
  const m = /^(\d{4,6})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** A day of the calendar, `YYYY-MM-DD`, 1970 to 2100, without a time zone. */
export const Day = z.string()
  .refine(isDay, { ...failing('date-invalid'), abort: true })
  .refine((d) => d.length === 10 && inRange(Number(d.slice(0, 4))), failing('date-out-of-range'))
  .meta({ id: 'Day', description: 'YYYY-MM-DD', format: 'date' });
export type Day = string;

/** A month, `YYYY-MM`, 1970 to 2100. */
export const Month = z.string()
  .refine((t) => /^\d{4}-(0[1-9]|1[0-2])$/.test(t) && inRange(Number(t.slice(0, 4))), failing('month-invalid'))
  .meta({ id: 'Month', description: 'YYYY-MM' });
export type Month = string;

/** A moment, ISO 8601 in UTC. */
export const Instant = z.iso.datetime().meta({ id: 'Instant' });
export type Instant = string;

export const monthOf = (day: Day | Instant): Month => day.slice(0, 7);
export const dayOf = (instant: Instant): Day => instant.slice(0, 10);
export const firstDay = (month: Month): Day => `${month}-01`;
const monthIndex = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const fromIndex = (i: number): Month => `${String(Math.floor(i / 12)).padStart(4, '0')}-${String((i % 12) + 1).padStart(2, '0')}`;
export const lastDay = (month: Month): Day => `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))).padStart(2, '0')}`;
export const addMonths = (month: Month, n: number): Month => fromIndex(monthIndex(month) + n);
/** Whole months from a to b; negative when b is before a. */
export const monthsBetween = (a: Month, b: Month): number => monthIndex(b) - monthIndex(a);
/** The months from a to b, both counted. */
export const months = (a: Month, b: Month): Month[] => Array.from({ length: Math.max(0, monthsBetween(a, b) + 1) }, (_, i) => addMonths(a, i));
export const addDays = (day: Day, n: number): Day => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
/** Days from a to b; negative when b is before a. */
export const daysBetween = (a: Day, b: Day): number => Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY_MS);
/** The same day so many months later; a day past the month's end falls on its last day. */
export const addMonthsToDay = (day: Day, n: number): Day => {
  const month = addMonths(monthOf(day), n);
  const last = lastDay(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
};
