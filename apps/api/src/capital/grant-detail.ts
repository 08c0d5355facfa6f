import { type CapitalFact, costOf, type Grant, grantAt, type GrantDetail, refuse, scheduleOn, vestsUntil } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, keyed, type Refusal } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { type Book, capitalBook } from './book.view.ts';
import { entriesOf, grantRow, isoSplits } from './grants.ts';

/** One grant as of the end of a day: its schedule, the milestones it waits for, its years under the $100,000 rule, what happened to it. */
export function grantDetail(views: Views, company: string, id: string, on: Day): GrantDetail | Refusal {
  const book = capitalBook(views, company);
  const made = keyed.at(book.state.grants.made, id);
  if (!made) return refuse('grant-unknown', { grant: id });
  const currency = companyCurrency(views, company)!;
  const splits = isoSplits(keyed.values(book.state.grants.made).filter((g) => g.holder === made.holder), currency, on);
  const row = grantRow(book, made, splits, on);
  const grant = grantAt(made, on);
  return {
    ...row, vesting: grant.vesting, windows: grant.windows ?? [], cost: costOf(grant, row.available, currency) ?? null, schedule: schedule(made, on), conditions: milestones(grant),
    isoYears: [...(splits.get(id)?.years ?? [])], happened: happened(views, company, book, id, on),
  };
}

function schedule(made: Grant, on: Day): GrantDetail['schedule'] {
  const grant = grantAt(made, on);
  const until = vestsUntil(grant);
  let vested = 0;
  return scheduleOn(made, on).filter((i) => until === undefined || i.on <= until).map((i) => {
    vested += i.shares;
    return { ...i, vested, left: grant.shares - vested };
  });
}

type Data = CapitalFact['data'];

function happened(views: Views, company: string, book: Book, id: string, on: Day): GrantDetail['happened'] {
  const entries = entriesOf(book, id, on);
  const rows = views.all<{ fact: string; data: string }>('SELECT fact, data FROM capital_book WHERE company = ? AND fact IN (SELECT value FROM json_each(?))', company, JSON.stringify(entries.map((e) => e.fact)));
  const data = new Map(rows.map((r) => [r.fact, JSON.parse(r.data) as Data]));
  return entries.map(({ type, day, actor, at, fact }) => ({ type, on: day, shares: sharesIn(data.get(fact)!), reason: reasonIn(data.get(fact)!), actor, at, fact }));
}

const sharesIn = (data: Data): number | null => ('shares' in data && typeof data.shares === 'number' ? data.shares : 'forfeited' in data ? data.forfeited : null);
const reasonIn = (data: Data) => ('lastDay' in data && 'forfeited' in data ? data.reason : null);

function milestones({ vesting, met }: Grant): GrantDetail['conditions'] {
  if (vesting?.kind !== 'conditions') return [];
  return vesting.conditions.filter((c) => c.trigger.type === 'event' || (c.trigger.type === 'start' && vesting.start === undefined))
    .map((c) => ({ id: c.id, description: c.description ?? null, metOn: met.find((m) => m.condition === c.id)?.on ?? null }));
}
