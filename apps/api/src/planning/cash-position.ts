import type { Views } from '@capstan/event-log';
import { type Day, lastDay, type Month, monthOf } from '@capstan/kernel';
import type { Flow } from '@capstan/planning';
import { exchangeRates, type Valuing } from '../exchange/exchange.view.ts';
import { type Moved, movedByDay } from './bank-days.ts';
import { accounts } from './bank.view.ts';
import { cashKind, type LoanFlows } from './loan-flows.ts';
import { paidSoFar, payrollRules } from './payroll-lines.ts';
import { people } from './people.view.ts';
import { records } from './records.view.ts';

/** What a company holds and how it came there: from the bank, or, as long as there is none, from what was recorded. Minor units of its own currency. */
export interface CashPosition {
  readonly basis: 'bank' | 'records';
  readonly cash: number | null;
  /** Up to which day the bank (or the records) are known: the plan is played forward from there. */
  readonly asOf: Day | null;
  readonly flows: readonly (Flow & { readonly fact: string | null })[];
  /** From which to which day there are records at all. */
  readonly span: { readonly from: Day; readonly to: Day } | null;
  readonly missing: readonly string[];
  /** Money in that no rule could classify and no person has. */
  readonly unsorted: number;
  closing(month: Month): number | null;
  readonly facts: readonly string[];
}

export function cashPosition(views: Views, company: string, values: Valuing, today: Day, loans: LoanFlows): CashPosition {
  const known = accounts(views, company);
  return known.length > 0 ? fromBank(views, company, known, values, today) : fromRecords(views, company, values, today, loans);
}

function fromBank(views: Views, company: string, known: ReturnType<typeof accounts>, values: Valuing, today: Day): CashPosition {
  const moved = movedByDay(views, company);
  const lacking = known.filter((a) => a.opening === null).map((a) => `opening-balance: ${a.account}`);
  const days = byDay(moved);
  const closing = (until: Day): number | null => known.reduce<number | null>((sum, a) => {
    const balance = a.opening && [...days.get(a.account) ?? []].reduce((n, [on, amount]) => n + between(on, a.openedOn!, until) * amount, a.opening.amount);
    const worth = balance === null ? null : values.worth({ amount: balance, currency: a.currency }, until < today ? until : today);
    return sum === null || worth === null ? null : sum + worth.amount;
  }, 0);
  const first = [...moved.slice(0, 1).map((m) => m.on), ...known.flatMap((a) => a.openedOn ?? [])].sort()[0];
  const until = known.flatMap((a) => a.until ?? []).sort().at(-1);
  return {
    basis: 'bank', cash: closing(today), asOf: until ?? null, missing: lacking, closing: (month) => closing(lastDay(month)),
    flows: moved.map((m) => ({ on: m.on, kind: m.kind, amount: values.worth({ amount: m.amount, currency: m.currency }, m.on)?.amount ?? null, fact: m.fact })),
    span: first && until ? { from: first, to: until } : null,
    unsorted: moved.filter((m) => m.kind === 'other' && m.inward === 1 && m.byPerson === 0).reduce((n, m) => n + m.transactions, 0),
    facts: unique([...known.map((a) => a.fact), ...moved.map((m) => m.fact)]),
  };
}

/** What each account moved on each day: a balance is asked of it for each month. */
function byDay(moved: readonly Moved[]): ReadonlyMap<string, ReadonlyMap<Day, number>> {
  const accountsSeen = new Map<string, Map<Day, number>>();
  for (const { account, on, amount } of moved) {
    const days = accountsSeen.get(account) ?? new Map<Day, number>();
    accountsSeen.set(account, days);
    days.set(on, (days.get(on) ?? 0) + amount);
  }
  return accountsSeen;
}

/** +1 when movements lie after the opening and up to `until`; −1 when they lie before the opening but after `until`; else 0. */
const between = (on: Day, opened: Day, until: Day): number => (on >= opened && on <= until ? 1 : on < opened && on > until ? -1 : 0);

function fromRecords(views: Views, company: string, values: Valuing, today: Day, loans: LoanFlows): CashPosition {
  const { people: all, own } = people(views, company);
  const paid = paidSoFar(all, payrollRules(values.currency, own, exchangeRates(views, company)), today);
  const seen = records(views, company).map((r) => ({ ...r, on: r.on < today ? r.on : today })).filter((r) => monthOf(r.on) <= monthOf(today));
  const recorded: CashPosition['flows'] = seen.map((r) => ({ on: r.on, kind: r.kind, amount: values.worth({ amount: r.amount, currency: r.currency }, r.on)?.amount ?? null, fact: r.fact }));
  const lent = loans(views, company, (month) => revenueIn(recorded, month)).filter((f) => f.on <= today);
  const flows: CashPosition['flows'] = [
    ...recorded, ...lent.map((f) => ({ on: f.on, kind: cashKind(f), amount: f.amount, fact: f.fact })),
    ...paid.map((p) => ({ on: p.on, kind: 'payroll' as const, amount: p.amount, fact: null })),
  ];
  const funded = flows.some((f) => f.kind === 'financing');
  const sum = (until: Day) => (funded ? flows.filter((f) => f.on <= until).reduce<number | null>((n, f) => (n === null || f.amount === null ? null : n + f.amount), 0) : null);
  const first = flows.map((f) => f.on).sort()[0];
  return {
    basis: 'records', cash: sum(today), asOf: funded ? today : null, flows, span: first ? { from: `${monthOf(first)}-01`, to: today } : null,
    missing: funded ? [] : ['cash'], unsorted: 0, closing: (month) => sum(lastDay(month)),
    facts: unique([...seen.map((r) => r.fact), ...lent.map((f) => f.fact), ...all.map((p) => p.fact)]),
  };
}

/** What a month earned; null when some of it cannot be valued. */
export const revenueIn = (flows: CashPosition['flows'], month: Month): number | null =>
  flows.filter((f) => f.kind === 'revenue' && monthOf(f.on) === month).reduce<number | null>((sum, f) => (sum === null || f.amount === null ? null : sum + f.amount), 0);

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))].reverse();
