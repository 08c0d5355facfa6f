import { type Day, keyed } from '@capstan/kernel';
import { stakesOn } from '../capitalisation.ts';
import { outstandingOn } from '../grants/outstanding.ts';
import { unallocatedOn } from '../grants/pool.ts';
import { nameKey } from '../names.ts';
import { type Held, type Ownership, ownership, type Promised } from '../ownership.ts';
import type { CapitalState } from '../state.ts';
import { asConverted, classTermsOn } from './classes.ts';
import type { ClassTerms } from './facts.ts';
import { leftOn } from './outstanding.ts';

/** What the table is made of: everything that is true at the end of a day. */
export interface Capitalisation { readonly held: readonly Held[]; readonly promised: readonly Promised[]; readonly pool: number }

/** Shares as converted, what has been promised of them, and the unallocated pool at the end of a day. Linear in holdings, grants and warrants. */
export function capitalisationOn(state: Pick<CapitalState, 'stakes' | 'classes' | 'warrants' | 'grants' | 'pool'>, on: Day): Capitalisation {
  const terms = termsByClass(state, on);
  const counted = <T extends { class: string; shares: number }>(one: T) => {
    const converted = asConverted(one.shares, terms(one.class));
    return converted === one.shares ? one : { ...one, converted };
  };
  const grants = keyed.values(state.grants.made).map((g): Promised => ({ kind: 'grant', holder: g.holder, name: g.name, class: g.class, shares: outstandingOn(g, on) }));
  const warrants = keyed.values(state.warrants).map((w): Promised => ({ kind: 'warrant', holder: w.holder, name: w.name, class: w.class, shares: leftOn(w, on) }));
  return {
    held: stakesOn(keyed.values(state.stakes), on).map(counted), promised: [...grants, ...warrants].filter((p) => p.shares > 0).map(counted),
    pool: unallocatedOn(state.pool, state.grants, on),
  };
}

/** Who owns what at the end of a day, issued and fully diluted, as exact parts. */
export function capTableOn(state: CapitalState, on: Day): Ownership {
  const { held, promised, pool } = capitalisationOn(state, on);
  return ownership(held, pool, promised);
}

/** The terms of each class on a day, looked up once. */
function termsByClass({ classes }: Pick<CapitalState, 'classes'>, on: Day): (name: string) => ClassTerms | undefined {
  const known = new Map<string, ClassTerms | undefined>();
  return (name) => {
    const key = nameKey(name);
    if (!known.has(key)) known.set(key, classTermsOn(classes, name, on));
    return known.get(key);
  };
}
