import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allocateEvenly, type AllocationType, type Installment, installments, readOcf, vestedBy, vestingDates, vestingOf, VestingTerms } from '@capstan/capital';
import { daysBetween, exact } from '@capstan/kernel';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figure, named, numberIn, written } from '../figure.ts';

const whole = (input: Shaped, name: string): number => Number(input[name]);
const howOf = (input: Shaped) => ({ ...(input['allocation_type'] !== undefined && { allocation: input['allocation_type'] }), ...(input['day_of_month'] !== undefined && { dayOfMonth: input['day_of_month'] }) });

const frequencies: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, semiannually: 6, annual: 12, annually: 12, yearly: 12 };
/** Months from one installment to the next, whatever a case calls them; one where it says nothing. */
function monthsApart(input: Shaped): number {
  const counted = ['every_months', 'period_months', 'interval_months', 'months_per_installment'].map((name) => input[name]).find((value) => value !== undefined);
  const said = [input['frequency'], input['period'], input['vesting'], ...Object.keys(frequencies).filter((name) => input[name] === true)];
  const word = said.find((name): name is string => typeof name === 'string');
  if (counted === undefined && word !== undefined && !(word in frequencies)) throw new Error(`frequency not known: ${word}`);
  return Number(counted ?? (word === undefined ? said.find((value) => typeof value === 'number') ?? 1 : frequencies[word]));
}

/** How many installments: as written, or as many as fit into the months. */
function periodsOf(input: Shaped, length: number): number {
  const [months, years, counted] = [input['months'], input['years'], input['installments'] ?? input['periods']];
  const all = months ?? (years === undefined ? undefined : Number(years) * 12);
  if (all === undefined && counted === undefined) throw new Error('no months in the input');
  if (all !== undefined && counted !== undefined && Number(all) !== Number(counted) * length) throw new Error(`${Number(counted)} installments of ${length} months are not ${Number(all)} months`);
  return all === undefined ? Number(counted) : Number(all) / length;
}

interface WrittenTranche { after_months?: number; after_days?: number; date?: string; fraction?: unknown; pct?: unknown }

/** Tranches after so many months or days of the start, or on a day of their own; parts are fractions, or per cent where they sum to more than one. */
function tranchesOf(start: unknown, all: readonly WrittenTranche[]) {
  const parts = all.map(({ fraction: part, pct }) => written(part ?? pct));
  const unit = exact.compare(exact.sum(parts), exact.ONE) > 0 ? exact.rational(100) : exact.ONE;
  return all.map(({ after_months: months, after_days: days, date }, i) => ({
    after: months === undefined ? { length: days ?? (date === undefined ? undefined : daysBetween(String(start), date)), unit: 'days' } : { length: months, unit: 'months' },
    part: exact.toFraction(exact.div(parts[i]!, unit)),
  }));
}

/** The terms of a case: a list of tranches, or even installments every so many months with a cliff. */
function termsOf(input: Shaped): VestingTerms {
  const start = input['start'] ?? input['grant'] ?? input['grant_date'];
  if (Array.isArray(input['tranches'])) {
    return VestingTerms.parse({ kind: 'tranches', start, tranches: tranchesOf(start, input['tranches'] as WrittenTranche[]), ...howOf(input) });
  }
  const length = monthsApart(input);
  const named = numberIn(input, 'cliff_pct', 'cliff_fraction', 'cliff_percent');
  const part = named && exact.compare(named, exact.ONE) > 0 ? exact.div(named, exact.rational(100)) : named;
  const cliff = input['cliff_months'] ? { length: whole(input, 'cliff_months'), unit: 'months', ...(part && { part: exact.toFraction(part) }) } : undefined;
  return VestingTerms.parse({ kind: 'schedule', start, every: { length, unit: 'months' }, periods: periodsOf(input, length), ...(cliff && { cliff }), ...howOf(input) });
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const row = (one: Installment | undefined): Figure => (one ? [one.on, one.shares] : undefined);

/** What a source may say about a schedule: its ends, its sums, the days it names. */
function figuresOf(all: readonly Installment[], shares: number, { input, expected }: OracleCase): Figure {
  if (Array.isArray(expected)) return all.map(row);
  const asOf = input['as_of'] ?? input['on'];
  const vested = typeof asOf === 'string' ? vestedBy(all, asOf) : undefined;
  const days = Object.keys(expected as Shaped).filter((name) => DAY.test(name));
  const later = new Set(all.slice(1).map((one) => one.shares));
  const on = (day: string): Figure => {
    const then = vestedBy(all, day);
    return either({ vested: then, installment: all.find((one) => one.on === day)?.shares ?? 0, unvested: shares - then }, then);
  };
  return {
    ...named(all.length, 'events', 'count', 'installments'), ...named(row(all[0]), 'first', 'cliff'), ...named(row(all[1]), 'next', 'second'), last: row(all.at(-1)),
    first_date: all[0]?.on, last_date: all.at(-1)?.on, ...named(all.reduce((sum, one) => sum + one.shares, 0), 'sum', 'total'),
    ...(vested !== undefined && { vested, unvested: shares - vested }), ...(later.size === 1 && named(all[1]!.shares, 'monthly_after', 'each_after')), schedule: all.map(row), ...Object.fromEntries(days.map((day) => [day, on(day)])),
  };
}

/** The terms of the grant of so many shares in a package of the Open Cap Table Format, and when they started. */
function packaged(folder: string, shares: number): VestingTerms {
  const files = new Map(readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown]));
  const reading = readOcf(files);
  if (reading.manifest === null || reading.problems.length > 0) throw new Error(reading.problems.map((p) => p.message).join(' '));
  const grant = reading.objects.find((one) => one.type === 'TX_EQUITY_COMPENSATION_ISSUANCE' && Number(one.value['quantity']) === shares);
  const start = reading.objects.find((one) => one.type === 'TX_VESTING_START' && one.value['security_id'] === grant?.value['security_id']);
  const terms = reading.objects.find((one) => one.type === 'VESTING_TERMS' && one.id === grant?.value['vesting_terms_id']);
  if (!terms || !start) throw new Error(`no grant of ${shares} shares with vesting terms and a start in ${folder}`);
  return vestingOf(terms, start.value['date'] as string);
}

/** A schedule that a source lists day by day beside the package. */
function asListed(all: readonly Installment[], file: string): void {
  const listed = JSON.parse(readFileSync(file, 'utf8')) as { date: string; quantity: number }[];
  const wrong = listed.findIndex((row, i) => row.date.slice(0, 10) !== all[i]?.on || row.quantity !== all[i].shares);
  if (wrong >= 0 || listed.length !== all.length) throw new Error(`the schedule differs from ${file} at entry ${wrong < 0 ? all.length : wrong + 1}`);
}

function vesting(one: OracleCase): Figure {
  const { input, folder } = one;
  const shares = whole(input, 'shares');
  const { package: of, fixture } = input;
  if (typeof of === 'string') {
    const all = installments({ shares, terms: packaged(resolve(folder, of), shares) });
    if (typeof fixture === 'string') asListed(all, resolve(folder, fixture));
    return figuresOf(all, shares, one);
  }
  const grantedOn = input['start'] === undefined ? undefined : input['grant'] ?? input['grant_date'];
  return figuresOf(installments({ shares, terms: termsOf(input), ...(typeof grantedOn === 'string' && { grantedOn }) }), shares, one);
}

function dates(input: Shaped): Figure {
  const { start, day_of_month: day } = input;
  const length = monthsApart(input);
  return vestingDates(typeof start === 'string' ? start : '', { length, unit: 'months' }, periodsOf(input, length), ...(typeof day === 'string' ? [day] : []));
}

/** Vesting: which days, how many shares. */
export const vestingKinds: Readonly<Record<string, Engine>> = {
  vesting, vesting_dates: ({ input }) => dates(input),
  vesting_rounding: ({ input }) => allocateEvenly(whole(input, 'shares'), whole(input, 'installments'), input['allocation_type'] as AllocationType),
};
