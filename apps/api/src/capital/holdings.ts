import { type HoldingView, type Link, sharesNow, sharesOn, type Stake } from '@capstan/capital';
import { type Day, keyed } from '@capstan/kernel';
import { type Book, type Entry, recordedBy } from './book.view.ts';

/** Every holding there is or was by a day, in the order they began. */
export const holdings = (book: Book, on: Day): HoldingView[] => keyed.values(book.state.stakes).filter((s) => s.since <= on).toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)).map((s) => holdingView(book, s, on));

/** A holding as it stood at the end of a day, or on its last one. */
export function holdingView(book: Book, stake: Stake, on: Day): HoldingView {
  const isGone = stake.gone !== undefined && stake.gone <= on;
  return {
    holding: stake.holding, holder: stake.holder, name: stake.name, class: stake.class, shares: isGone ? sharesNow(stake) : sharesOn(stake, on), since: stake.since,
    goneOn: isGone ? stake.gone ?? null : null, ended: isGone ? stake.ended ?? null : null, from: stake.from ?? 'issue', round: stake.round ?? null, paid: stake.paid ?? null, ...recordedBy(book, stake.holding),
  };
}

/** From the event that issued some shares to where they are now: each event of the holding, and of those it was part of before. */
export function chainOf(book: Book, holding: string): Link[] {
  const line: Stake[] = [];
  for (let stake = keyed.at(book.state.stakes, holding); stake; stake = stake.source === undefined ? undefined : keyed.at(book.state.stakes, stake.source)) line.unshift(stake);
  const links = line.flatMap((stake) => (book.entries.get(stake.holding) ?? []).map((entry) => link(entry, stake)));
  return links.filter((one, i) => links.findLastIndex((other) => other.fact === one.fact) === i);
}

/** The fact that ended a holding began the next one of the line, which says it better; of the last holding it says that nothing is left. */
function link({ type, day, actor, at, fact }: Entry, stake: Stake): Link {
  const ended = stake.gone !== undefined && stake.gone === day && type !== 'SharesSplit' && day !== stake.since;
  return { type, on: day, name: stake.name, class: stake.class, shares: ended ? null : sharesOn(stake, day), actor, at, fact };
}
