import { z } from 'zod';
import { daysInMonth } from './dates.ts';
import { failing } from './refusal.ts';

const FIRST_YEAR = 1970;
const LAST_YEAR = 2100;
const inRange = (year: number) => year >= FIRST_YEAR && year <= LAST_YEAR;

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
