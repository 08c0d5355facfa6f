import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allocateEvenly, type AllocationType, type Installment, installments, readOcf, vestedBy, vestingDates, vestingOf, type VestingTerms } from '@capstan/capital';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figure, named } from '../figure.ts';
import { allRead } from './all-read.ts';
import { monthsApart, periodsOf, termsOf, whole } from './vesting-terms.ts';

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
function packaged(folder: string, shares: number, from: unknown): VestingTerms {
  const files = new Map(readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown]));
  const reading = readOcf(files);
  if (reading.manifest === null || reading.problems.length > 0) throw new Error(reading.problems.map((p) => p.message).join(' '));
  const grant = reading.objects.find((one) => one.type === 'TX_EQUITY_COMPENSATION_ISSUANCE' && Number(one.value['quantity']) === shares);
  const start = reading.objects.find((one) => one.type === 'TX_VESTING_START' && one.value['security_id'] === grant?.value['security_id']);
  const terms = reading.objects.find((one) => one.type === 'VESTING_TERMS' && one.id === grant?.value['vesting_terms_id']);
  if (!terms || !start) throw new Error(`no grant of ${shares} shares with vesting terms and a start in ${folder}`);
  if (from !== undefined && from !== start.value['date']) throw new Error(`the grant of ${shares} shares starts on ${String(start.value['date'])}`);
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
    const all = installments({ shares, terms: packaged(resolve(folder, of), shares, input['grant']) });
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
export const vestingKinds: Readonly<Record<string, Engine>> = allRead({
  vesting, vesting_dates: ({ input }) => dates(input),
  vesting_rounding: ({ input }) => allocateEvenly(whole(input, 'shares'), whole(input, 'installments'), input['allocation_type'] as AllocationType),
});
