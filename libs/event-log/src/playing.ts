import type { LedgerFact } from './codec.ts';
import { comparePositions } from './port.ts';
import type { SqliteViews } from './sqlite/views.ts';
import type { ReadModel } from './views.ts';

/** Why a read model or policy stands still, for health and for the banner on screen. Without a fact it is the store that fails, not what it was told. */
export interface Stopped { readonly name: string; readonly error: string; readonly fact?: string; readonly at?: string; readonly position?: string; readonly since: string }

/** A read model being played: how far its rows have come, and whether it stopped. */
export interface Track { readonly model: ReadModel; position: string | undefined; stopped?: Stopped }

/** A handler's failure, with the fact it failed on. */
class HandlerFailed extends Error {
  readonly fact: LedgerFact;
  constructor(fact: LedgerFact, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.fact = fact;
  }
}

/**
 * Plays facts into the rows of each track, inside the caller's transaction. A model whose handler throws loses this
 * page's rows, keeps its older ones, and stops; the others go on.
 */
export function play(views: SqliteViews, tracks: readonly Track[], facts: readonly LedgerFact[], now: () => string): void {
  const last = facts.at(-1);
  if (!last) return;
  for (const track of tracks) {
    if (track.stopped) continue;
    const news = facts.filter((fact) => handlerOf(track.model, fact.type) && comparePositions(fact.position, track.position) > 0);
    try {
      if (news.length > 0) views.transaction(() => { for (const fact of news) handle(views, track.model, fact); });
      if (comparePositions(last.position, track.position) > 0) track.position = last.position;
    } catch (error) {
      if (!(error instanceof HandlerFailed)) throw error;
      track.stopped = { name: track.model.name, error: error.message, fact: error.fact.id, at: error.fact.meta.at, position: error.fact.position, since: now() };
    }
  }
}

const handlerOf = (model: ReadModel, type: string) => (Object.hasOwn(model.on, type) ? model.on[type] : model.on['*']);

function handle(views: SqliteViews, model: ReadModel, fact: LedgerFact): void {
  try {
    if (fact.opaque && Object.hasOwn(model.on, fact.type)) throw new Error(`${fact.type} was written by a newer version (schema ${fact.meta.schema})`);
    handlerOf(model, fact.type)!(views, fact);
  } catch (error) {
    throw new HandlerFailed(fact, error);
  }
}
