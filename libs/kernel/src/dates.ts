// Days (`YYYY-MM-DD`) and months (`YYYY-MM`) as text, without schemas: a browser that only counts months stays small.
const DAY_MS = 86_400_000;

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
export const monthOf = (day: string): string => day.slice(0, 7);
export const dayOf = (instant: string): string => instant.slice(0, 10);
export const firstDay = (month: string): string => `${month}-01`;
const monthIndex = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const fromIndex = (i: number): string => `${String(Math.floor(i / 12)).padStart(4, '0')}-${String((i % 12) + 1).padStart(2, '0')}`;
export const lastDay = (month: string): string => `${month}-${String(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))).padStart(2, '0')}`;
export const addMonths = (month: string, n: number): string => fromIndex(monthIndex(month) + n);
/** Whole months from a to b; negative when b is before a. */
export const monthsBetween = (a: string, b: string): number => monthIndex(b) - monthIndex(a);
/** The months from a to b, both counted. */
export const months = (a: string, b: string): string[] => Array.from({ length: Math.max(0, monthsBetween(a, b) + 1) }, (_, i) => addMonths(a, i));
export const addDays = (day: string, n: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
/** Days from a to b; negative when b is before a. */
export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / DAY_MS);
/** The same day so many months later; a day past the month's end falls on its last day. */
export const addMonthsToDay = (day: string, n: number): string => {
  const month = addMonths(monthOf(day), n);
  const last = lastDay(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
};
