import { type Grant, grantAt, type GrantDetail, type GrantsView, type GrantView, isoSplitOn, type IsoSplit, lastDayOf, positionOn, refuse, scheduleOn, situationOn, unallocatedOn, vestsUntil, costOf, type Plan } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, exact, type Explained, keyed, type Refusal } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { capitalBook } from './book.view.ts';
import { type GrantBook, grantBook, type GrantEvent } from './grants.view.ts';

type Splits = ReadonlyMap<string, IsoSplit>;
const MOST_FACTS = 200;
/** The $100,000 rule counts dollars: companies with other books have no split. */
const isoSplits = (made: readonly Grant[], currency: string, on: Day): Splits =>
  new Map(currency !== 'USD' ? [] : [...Map.groupBy(made.filter((g) => g.kind === 'iso'), (g) => g.holder).values()].flatMap((own) => isoSplitOn(own, on)).map((s) => [s.id, s]));

/** Plans and grants as of the end of a day, newest grants first. */
export function grants(views: Views, company: string, on: Day): GrantsView {
  const book = grantBook(views, company);
  const currency = companyCurrency(views, company)!;
  const splits = isoSplits(book.made, currency, on);
  const rows = book.made.filter((g) => g.grantedOn <= on).map((g) => grantRow(book, g, splits, on)).sort((a, b) => (a.grantedOn > b.grantedOn ? -1 : a.grantedOn < b.grantedOn ? 1 : 0));
  const total = (of: (row: GrantView) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    on, currency, pool: unallocatedOn(capitalBook(views, company).state.pool, book.grants, on), grants: rows,
    plans: keyed.values(book.grants.plans).filter((p) => p.adoptedOn <= on).map((p) => planRow(book, p, rows)),
    totals: { outstanding: total((r) => r.outstanding), vested: total((r) => r.vested), unvested: total((r) => r.unvested), available: total((r) => r.available) },
  };
}

const recordedBy = ({ actor, at, fact }: GrantEvent) => ({ actor, at, fact });
const eventsOf = (book: GrantBook, id: string, on: Day) => (book.events.get(id) ?? []).filter((e) => e.day <= on);

function planRow(book: GrantBook, plan: Plan, rows: readonly GrantView[]): GrantsView['plans'][number] {
  const own = new Set(keyed.values(book.grants.made).filter((g) => g.plan === plan.plan).map((g) => g.grant));
  const under = rows.filter((r) => own.has(r.grant));
  return { ...plan, outstanding: under.reduce((sum, r) => sum + r.outstanding, 0), taken: under.reduce((sum, r) => sum + r.taken, 0), ...recordedBy(book.events.get(plan.plan)![0]!) };
}

function grantRow(book: GrantBook, made: Grant, splits: Splits, on: Day): GrantView {
  const grant = grantAt(made, on);
  const { kind, strike = null, fairValue = null } = grant;
  const position = positionOn(made, on);
  const schedule = scheduleOn(made, on);
  const until = vestsUntil(grant);
  const split = splits.get(grant.grant);
  const below = strike && fairValue && exact.compare(exact.fromFraction(strike), exact.fromFraction(fairValue)) < 0;
  const last = schedule.at(-1);
  return {
    grant: grant.grant, holder: grant.holder, name: grant.name, kind, class: grant.class, plan: grant.plan === undefined ? null : keyed.at(book.grants.plans, grant.plan)!.name, hire: grant.hire ?? null, strike, fairValue,
    grantedOn: grant.grantedOn, expiresOn: grant.expiresOn ?? null, exercisableUntil: lastDayOf(grant) ?? null, earlyExercise: grant.earlyExercise, situation: situationOn(made, on), ...position,
    next: schedule.find((i) => i.on > on && (until === undefined || i.on <= until)) ?? null, fullyVestedOn: last && schedule.reduce((sum, i) => sum + i.shares, 0) === grant.shares && (until === undefined || until >= last.on) ? last.on : null,
    iso: split ? { iso: split.iso, nso: split.nso } : null, warnings: below ? ['strike-below-fair-value'] : kind === 'iso' && !fairValue ? ['fair-value-missing'] : [],
    why: whyVested(book, grant, position.vested, on), ...recordedBy(book.events.get(grant.grant)![0]!),
  };
}

function whyVested(book: GrantBook, grant: Grant, vested: number, on: Day): Explained {
  const until = vestsUntil(grant);
  const day = until !== undefined && until < on ? until : on;
  const early = grant.accelerated.filter((a) => a.on <= day).reduce((sum, a) => sum + a.shares, 0);
  const facts = eventsOf(book, grant.grant, on).map((e) => e.fact).reverse();
  const number = (name: string, n: number) => ({ name, value: { kind: 'number' as const, number: n, unit: 'shares' } });
  const { vesting } = grant;
  return {
    metric: 'vested-shares', convention: vesting === null ? 'at-grant' : vesting.kind === 'dates' ? 'listed' : vesting.allocation, facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [number('granted', on < grant.grantedOn ? 0 : grant.shares), number('scheduled', vested - early), number('accelerated', early)],
  };
}

/** One grant as of the end of a day: its schedule, the milestones it waits for, its years under the $100,000 rule, what happened to it. */
export function grantDetail(views: Views, company: string, id: string, on: Day): GrantDetail | Refusal {
  const book = grantBook(views, company);
  const made = keyed.at(book.grants.made, id);
  if (!made) return refuse('grant-unknown', { grant: id });
  const currency = companyCurrency(views, company)!;
  const splits = isoSplits(book.made.filter((g) => g.holder === made.holder), currency, on);
  const row = grantRow(book, made, splits, on);
  const grant = grantAt(made, on);
  const until = vestsUntil(grant);
  const schedule = scheduleOn(made, on).filter((i) => until === undefined || i.on <= until);
  let vested = 0;
  return {
    ...row, vesting: grant.vesting, windows: grant.windows ?? [], cost: costOf(grant, row.available, currency) ?? null,
    schedule: schedule.map((i) => ({ ...i, vested: (vested += i.shares), left: grant.shares - vested })), conditions: milestones(grant), isoYears: [...(splits.get(id)?.years ?? [])],
    happened: eventsOf(book, id, on).map((e) => ({ type: e.type, on: e.day, shares: sharesIn(e), reason: e.type === 'GrantTerminated' && 'lastDay' in e.data ? e.data.reason : null, ...recordedBy(e) })),
  };
}

const sharesIn = ({ data }: GrantEvent): number | null => ('shares' in data ? data.shares : 'forfeited' in data ? data.forfeited : null);

function milestones({ vesting, met }: Grant): GrantDetail['conditions'] {
  if (vesting?.kind !== 'conditions') return [];
  return vesting.conditions.filter((c) => c.trigger.type === 'event' || (c.trigger.type === 'start' && vesting.start === undefined))
    .map((c) => ({ id: c.id, description: c.description ?? null, metOn: met.find((m) => m.condition === c.id)?.on ?? null }));
}
