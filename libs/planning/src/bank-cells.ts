import { type Day, Day as DaySchema, MOST_MINOR_UNITS } from '@capstan/kernel';
import type { DateFormat } from './bank-mapping.ts';

const patterns: Record<DateFormat, { match: RegExp; order: readonly [number, number, number] }> = {
  'YYYY-MM-DD': { match: /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/, order: [1, 2, 3] },
  'YYYY/MM/DD': { match: /^(\d{4})\/(\d\d)\/(\d\d)$/, order: [1, 2, 3] },
  YYYYMMDD: { match: /^(\d{4})(\d\d)(\d\d)$/, order: [1, 2, 3] },
  'DD.MM.YYYY': { match: /^(\d\d?)\.(\d\d?)\.(\d{4})$/, order: [3, 2, 1] },
  'DD/MM/YYYY': { match: /^(\d\d?)\/(\d\d?)\/(\d{4})$/, order: [3, 2, 1] },
  'DD-MM-YYYY': { match: /^(\d\d?)-(\d\d?)-(\d{4})$/, order: [3, 2, 1] },
  'MM/DD/YYYY': { match: /^(\d\d?)\/(\d\d?)\/(\d{4})$/, order: [3, 1, 2] },
};

/** The day that a cell means in a format; undefined when it is none. */
export function readDay(text: string, format: DateFormat): Day | undefined {
  const { match, order } = patterns[format];
  const m = match.exec(text.trim());
  if (!m) return undefined;
  const [year, month, day] = order.map((i) => m[i]!.padStart(2, '0'));
  const read = DaySchema.safeParse(`${year}-${month}-${day}`);
  return read.success ? read.data : undefined;
}

/**
 * Whole minor units of a bank's amount: "1,234.50", "1.234,50-", "(12.00)", "−3 000,00", "'12" is none.
 * Undefined when it is no amount, is finer than the currency's minor unit or is beyond 2^51.
 */
export function readAmount(text: string, decimal: '.' | ',', minorDigits: number): number | undefined {
  let rest = text.trim().replace('−', '-');
  const negative = /^\(.*\)$/.test(rest) || rest.startsWith('-') || rest.endsWith('-');
  rest = rest.replace(/^[(+-]|[)-]$/g, '').trim();
  const [whole = '', fraction = '', ...more] = rest.split(decimal);
  const groups = decimal === '.' ? /^\d{1,3}([, '’\u00a0\u202f]\d{3})+$/ : /^\d{1,3}([. '’\u00a0\u202f]\d{3})+$/;
  if (more.length > 0 || !(groups.test(whole) || /^\d+$/.test(whole)) || !/^\d*$/.test(fraction)) return undefined;
  if (/[1-9]/.test(fraction.slice(minorDigits))) return undefined;
  const minor = Number(whole.replace(/\D/g, '') + fraction.slice(0, minorDigits).padEnd(minorDigits, '0'));
  if (minor > MOST_MINOR_UNITS) return undefined;
  return negative && minor !== 0 ? -minor : minor;
}
