import { type Day, keyed } from '@capstan/kernel';
import { stakesOn } from '../../capitalisation.ts';
import { unallocatedOn } from '../../grants/pool.ts';
import { nameKey } from '../../names.ts';
import { sharesOn } from '../../securities/movements.ts';
import type { CapitalState } from '../../state.ts';
import type { CapitalFact } from '../../events.ts';
import type { OcfProblem } from '../problems.ts';
import { problem } from '../problems.ts';
import { type OcfObject, type OcfReading, readOcf } from '../reading.ts';
import { ourId } from './ids.ts';
import { play, type Played } from './play.ts';

/** A package against a company: what would be recorded, what would stay a statement, and what stands in the way. */
export interface ImportPlan {
  readonly version: string | null;
  readonly issuer: string | null;
  readonly asOf: Day | null;
  readonly files: readonly { readonly name: string; readonly objects: number }[];
  /** Per type of object: how many there are and how many become facts of the cap table. */
  readonly types: readonly { readonly type: string; readonly objects: number; readonly recorded: number }[];
  readonly facts: readonly CapitalFact[];
  readonly problems: readonly OcfProblem[];
  readonly notes: readonly OcfProblem[];
  readonly state: CapitalState;
  /** Ours for each stakeholder of the package. */
  readonly holders: ReadonlyMap<string, { readonly holder: string; readonly name: string }>;
}

/**
 * What to do about objects that do not hold together. `refuse`: nothing is imported. `keep`: they change nothing in the cap
 * table and are kept word for word.
 */
export const looseEnds = ['refuse', 'keep'] as const;
export type LooseEnds = (typeof looseEnds)[number];

/** Works out an import without recording anything. Under `keep`, problems are what would be kept and why. */
export function planOcf(files: ReadonlyMap<string, unknown>, state: CapitalState, today: Day, loose: LooseEnds): ImportPlan {
  const reading = readOcf(files);
  const counted = [...files].map(([name, content]) => ({ name, objects: itemsOf(content).length }));
  if (reading.manifest === null) return { version: null, issuer: null, asOf: null, files: counted, types: [], facts: [], problems: reading.problems, notes: [], state, holders: new Map() };
  const { version, issuer, asOf } = reading.manifest;
  const about = { version, issuer: issuer.legal_name, asOf, files: counted };
  const empty = reading.objects.length === 0 && reading.problems.length === 0 ? [problem('ocf-nothing-inside', { file: '' })] : [];
  if (loose === 'refuse' && reading.problems.length + empty.length > 0) return { ...about, types: typesOf(reading, new Set()), facts: [], problems: [...reading.problems, ...empty], notes: reading.notes, state, holders: new Map() };
  const unsound = new Set(reading.problems.map((p) => `${p.file}\n${p.object}`));
  const { played, left } = playSound(reading, state, today, loose, new Set(reading.objects.filter((one) => unsound.has(`${one.file}\n${one.id}`))));
  const problems = [...reading.problems, ...left, ...played.problems, ...empty];
  return { ...about, types: typesOf(reading, played.recorded), facts: loose === 'refuse' && problems.length > 0 ? [] : played.facts, problems, notes: reading.notes, state: played.state, holders: holdersOf(reading, played.state) };
}

/** Grants left out before giving up: a package with more of them than the pool covers has the wrong pool. */
const MOST_UNCOVERED = 20;

/** Under `keep`, grants that the pool cannot cover are left out one by one. */
function playSound(reading: OcfReading, state: CapitalState, today: Day, loose: LooseEnds, leave: Set<OcfObject>): { played: Played; left: OcfProblem[] } {
  const left: OcfProblem[] = [];
  let played = play(reading, state, today, leave);
  for (let n = 0; loose === 'keep' && played.uncovered && n < MOST_UNCOVERED; n++) {
    left.push(played.problems.at(-1)!);
    leave.add(played.uncovered);
    played = play(reading, state, today, leave);
  }
  return played.uncovered ? { played: { ...played, facts: [], recorded: new Set() }, left } : { played, left };
}

/** The objects of a file, whatever they are. */
export const itemsOf = (content: unknown): readonly unknown[] => {
  const items = typeof content === 'object' && content !== null ? (content as { items?: unknown }).items : undefined;
  return Array.isArray(items) ? (items as unknown[]) : [];
};

/** Types whose objects say something that a fact of another object carries: a name, a schedule, the start of one. */
const carried = new Set(['STAKEHOLDER', 'VESTING_TERMS', 'TX_VESTING_START']);

function typesOf({ objects }: OcfReading, recorded: ReadonlySet<OcfObject>): ImportPlan['types'] {
  const priced = new Set([...recorded].map((one) => one.value['valuation_id']));
  const counts = (one: OcfObject) => recorded.has(one) || carried.has(one.type) || (one.type === 'VALUATION' && priced.has(one.id));
  return [...Map.groupBy(objects, (one) => one.type)].map(([type, all]) => ({ type, objects: all.length, recorded: all.filter(counts).length }));
}

function holdersOf({ objects }: OcfReading, state: CapitalState): ImportPlan['holders'] {
  return new Map(objects.filter((one) => one.type === 'STAKEHOLDER').map((one) => {
    const name = (one.value['name'] as { legal_name: string }).legal_name;
    return [one.id, { holder: keyed.at(state.holders, nameKey(name)) ?? ourId('holder', one.id), name }];
  }));
}

/** How many objects a plan makes facts of, and how many it only keeps. */
export function keptIn({ files, types, facts }: ImportPlan): { facts: number; recorded: number; stated: number } {
  const recorded = types.reduce((sum, t) => sum + t.recorded, 0);
  return { facts: facts.length, recorded, stated: files.reduce((sum, f) => sum + f.objects, 0) - recorded };
}

/** Issued shares, unallocated pool and number of holders at the end of a day. */
export function issuedOn(state: CapitalState, day: Day): { issued: number; pool: number; holders: number } {
  const there = stakesOn(keyed.values(state.stakes), day);
  return { issued: there.reduce((sum, s) => sum + sharesOn(s, day), 0), pool: unallocatedOn(state.pool, state.grants, day), holders: new Set(there.map((s) => s.holder)).size };
}
