import { type Day, keyed, type Refusal } from '@capstan/kernel';
import { refuse } from '../refusals.ts';
import { happened } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import { classNamed } from './classes.ts';
import { sharesNow, type Stake } from './movements.ts';

/** So many shares of a holding that is there on a day: what is asked for, what of it stays. */
export interface Part { readonly stake: Stake; readonly shares: number; readonly rest: number }

/** What somebody wants to do with all or some shares of a holding on a day; refused when they are not held then. */
export function partOfHolding(state: CapitalState, holding: string, asked: number | undefined, day: Day, today: Day, path: string): Part | Refusal {
  const stake = keyed.at(state.stakes, holding);
  if (!stake) return refuse('holding-unknown', { holding });
  if (stake.gone !== undefined) return stake.ended === 'cancelled' ? refuse('shares-cancelled', { holding, day: stake.gone }) : refuse('shares-gone', { holding, day: stake.gone });
  if (day < stake.since) return refuse('shares-not-yet-held', { holding, day: stake.since }, path);
  const refused = happened(day, today, path) ?? splitSince(state, stake.class, day, path, { holding });
  if (refused) return refused;
  const held = sharesNow(stake);
  const shares = asked ?? held;
  return shares > held ? refuse('shares-not-held', { holding, name: stake.name, held, asked: shares }, 'shares') : { stake, shares, rest: held - shares };
}

/** Refuses a day before a split of the class: what is said of shares then would be in shares of another size. */
export function splitSince(state: CapitalState, name: string, day: Day, path?: string, values: Record<string, string> = {}): Refusal | undefined {
  const split = classNamed(state.classes, name)?.splits.find((s) => s.on > day);
  return split && refuse('split-since', { ...values, class: name, day: split.on }, path);
}

/** The id of what stays, where something does. */
export const restOf = ({ rest }: Part, id: string) => (rest > 0 ? { rest: id } : {});

/** Refuses a day before the last split of any class: everything is counted anew since. */
export function splitAfter(state: CapitalState, day: Day, path?: string): Refusal | undefined {
  const split = keyed.values(state.classes).find((c) => c.splits.some((s) => s.on > day));
  return split && splitSince(state, split.name, day, path);
}

/** Refuses when the classes that came with a round have holders, warrants or grants that did not. */
function usedSince(state: CapitalState, round: string): Refusal | undefined {
  const came = new Set(keyed.values(state.classes).filter((c) => c.terms[0]?.round === round).map((c) => c.name));
  const stake = keyed.values(state.stakes).find((s) => came.has(s.class) && s.round !== round);
  if (stake) return refuse('round-class-used', { round, class: stake.class, holding: stake.holding, day: stake.since });
  const warrant = keyed.values(state.warrants).find((w) => came.has(w.class));
  if (warrant) return refuse('round-class-used', { round, class: warrant.class, warrant: warrant.warrant, day: warrant.issuedOn });
  const grant = keyed.values(state.grants.made).find((g) => came.has(g.class));
  return grant && refuse('round-class-used', { round, class: grant.class, grant: grant.grant, day: grant.grantedOn });
}

/** Refuses to take a close back once something happened to shares it issued, or to the terms it gave. */
export function laterThanRound(state: CapitalState, round: string): Refusal | undefined {
  const moved = keyed.values(state.stakes).find((s) => s.round === round && (s.gone !== undefined || s.steps !== undefined));
  if (moved) return refuse('round-shares-moved', { round, holding: moved.holding, what: moved.ended ?? 'split', day: moved.gone ?? moved.steps!.at(-1)!.on });
  const closed = state.rounds[round];
  const since = usedSince(state, round) ?? (closed?.situation === 'closed' ? splitAfter(state, closed.on) : undefined);
  if (since) return since;
  const amended = keyed.values(state.classes).find((c) => c.terms.some((t) => t.round === round) && (c.splits.length > 0 || c.terms.at(-1)?.round !== round));
  return amended && refuse('round-terms-amended', { round, class: amended.name, day: amended.terms.at(-1)!.on });
}
