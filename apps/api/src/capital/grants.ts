import { type Grant, grantAt, type GrantsView, type GrantView, type IsoSplit, isoSplitOn, lastDayOf, type Plan, positionOn, scheduleOn, situationOn, unallocatedOn, vestsUntil } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, exact, type Explained, keyed } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { type Book, capitalBook, type Entry, recordedBy } from './book.view.ts';

export type Splits = ReadonlyMap<string, IsoSplit>;
const MOST_FACTS = 200;

/** The $100,000 rule counts dollars, holder by holder: companies with other books have no split. */
export const isoSplits = (made: readonly Grant[], currency: string, on: Day): Splits =>
  new Map(currency !== 'USD' ? [] : [...Map.groupBy(made.filter((g) => g.kind === 'iso'), (g) => g.holder).values()].flatMap((own) => isoSplitOn(own, on)).map((s) => [s.id, s]));

/** What was recorded of a grant by the end of a day, oldest first. */
export const entriesOf = (book: Book, id: string, on: Day): readonly Entry[] => (book.entries.get(id) ?? []).filter((e) => e.day <= on);

/** Plans and grants as of the end of a day, newest grants first. */
export function grants(views: Views, company: string, on: Day): GrantsView {
  const book = capitalBook(views, company);
  const { pool, grants: all } = book.state;
  const made = keyed.values(all.made).filter((g) => g.grantedOn <= on);
  const currency = companyCurrency(views, company)!;
  const splits = isoSplits(made, currency, on);
  const rows = made.map((g) => grantRow(book, g, splits, on)).sort((a, b) => (a.grantedOn > b.grantedOn ? -1 : a.grantedOn < b.grantedOn ? 1 : 0));
  const total = (of: (row: GrantView) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    on, currency, pool: unallocatedOn(pool, all, on), grants: rows,
    plans: keyed.values(all.plans).filter((p) => p.adoptedOn <= on).map((p) => planRow(book, p, made, rows)),
    totals: { outstanding: total((r) => r.outstanding), vested: total((r) => r.vested), unvested: total((r) => r.unvested), available: total((r) => r.available) },
  };
}

function planRow(book: Book, plan: Plan, made: readonly Grant[], rows: readonly GrantView[]): GrantsView['plans'][number] {
  const own = new Set(made.filter((g) => g.plan === plan.plan).map((g) => g.grant));
  const under = rows.filter((r) => own.has(r.grant));
  return { ...plan, outstanding: under.reduce((sum, r) => sum + r.outstanding, 0), taken: under.reduce((sum, r) => sum + r.taken, 0), ...recordedBy(book, plan.plan) };
}

/** Where one grant stands at the end of a day. */
export function grantRow(book: Book, made: Grant, splits: Splits, on: Day): GrantView {
  const grant = grantAt(made, on);
  const position = positionOn(made, on);
  const split = splits.get(grant.grant);
  return {
    grant: grant.grant, holder: grant.holder, name: grant.name, kind: grant.kind, class: grant.class, hire: grant.hire ?? null,
    plan: grant.plan === undefined ? null : keyed.at(book.state.grants.plans, grant.plan)!.name, strike: grant.strike ?? null, fairValue: grant.fairValue ?? null,
    grantedOn: grant.grantedOn, expiresOn: grant.expiresOn ?? null, exercisableUntil: lastDayOf(grant) ?? null, earlyExercise: grant.earlyExercise, situation: situationOn(made, on), ...position, ...ahead(made, on),
    iso: split ? { iso: split.iso, nso: split.nso } : null, warnings: warningsOf(grant), why: whyVested(book, grant, position.vested, on), ...recordedBy(book, grant.grant),
  };
}

function ahead(made: Grant, on: Day): Pick<GrantView, 'next' | 'fullyVestedOn'> {
  const grant = grantAt(made, on);
  const [until, schedule] = [vestsUntil(grant), scheduleOn(made, on)];
  const last = schedule.at(-1);
  const whole = last !== undefined && schedule.reduce((sum, i) => sum + i.shares, 0) === grant.shares && (until === undefined || until >= last.on);
  return { next: schedule.find((i) => i.on > on && (until === undefined || i.on <= until)) ?? null, fullyVestedOn: whole ? last.on : null };
}

function warningsOf({ kind, strike, fairValue }: Grant): GrantView['warnings'] {
  if (kind === 'iso' && !fairValue) return ['fair-value-missing'];
  return strike && fairValue && exact.compare(exact.fromFraction(strike), exact.fromFraction(fairValue)) < 0 ? ['strike-below-fair-value'] : [];
}

function whyVested(book: Book, grant: Grant, vested: number, on: Day): Explained {
  const until = vestsUntil(grant);
  const day = until !== undefined && until < on ? until : on;
  const early = grant.accelerated.filter((a) => a.on <= day).reduce((sum, a) => sum + a.shares, 0);
  const facts = entriesOf(book, grant.grant, on).map((e) => e.fact).reverse();
  const number = (name: string, n: number) => ({ name, value: { kind: 'number' as const, number: n, unit: 'shares' } });
  const { vesting } = grant;
  return {
    metric: 'vested-shares', convention: vesting === null ? 'at-grant' : vesting.kind === 'dates' ? 'listed' : vesting.allocation, facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [number('granted', on < grant.grantedOn ? 0 : grant.shares), number('scheduled', vested - early), number('accelerated', early)],
  };
}
