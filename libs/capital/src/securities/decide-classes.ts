import { exact, keyed, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { nameKey } from '../names.ts';
import { refuse } from '../refusals.ts';
import { happened } from '../rules.ts';
import type { CapitalState } from '../state.ts';
import { classNamed, conversionRing, spelled, classTermsOn } from './classes.ts';
import type { SecuritiesCommandOf } from './commands.ts';
import { shortPool } from './countable.ts';
import type { ClassTerms } from './facts.ts';
import { splitSince } from './held.ts';
import { sharesNow, type Stake } from './movements.ts';
import { splitShares } from './splits.ts';
import type { ShareClass } from './state.ts';

type Decision = CapitalFact[] | Refusal;
const at = (text: string) => exact.parseDecimal(text)!;

/** A class gets its terms, or other ones from a day on. Refuses terms that contradict themselves and conversions in a ring. */
export function setClassTerms(command: SecuritiesCommandOf<'SetClassTerms'>, state: CapitalState): Decision {
  const { type: _, today, setOn, ...given } = command;
  const { convertsInto } = given;
  if (convertsInto !== undefined && !classNamed(state.classes, convertsInto) && convertsInto !== given.class) return refuse('class-unknown', { class: convertsInto }, 'convertsInto');
  const terms: ClassTerms = { ...given, class: spelled(state.classes, given.class), ...(convertsInto !== undefined && { convertsInto: spelled(state.classes, convertsInto) }) };
  const split = splitSince(state, terms.class, setOn, 'setOn') ?? (terms.convertsInto === undefined ? undefined : splitSince(state, terms.convertsInto, setOn, 'setOn'));
  return happened(setOn, today, 'setOn', state.foundedOn) ?? split ?? contradiction(terms, state, setOn) ?? [{ type: 'ClassTermsSet', data: { ...terms, setOn }, effective: setOn }];
}

function contradiction(terms: ClassTerms, state: CapitalState, on: string): Refusal | undefined {
  const { class: name, kind, originalPrice, participation, participationCap: cap, multiple } = terms;
  const ring = conversionRing(state.classes, terms, on);
  if (ring) return refuse('conversion-circular', { class: name, ring: ring.join(' → ') }, 'convertsInto');
  if (kind === 'preferred' && !originalPrice) return refuse('preferred-without-price', { class: name }, 'originalPrice');
  if (participation !== 'capped') return undefined;
  if (cap === undefined) return refuse('participation-cap-missing', { class: name }, 'participationCap');
  return exact.compare(at(cap), at(multiple)) < 0 ? refuse('participation-cap-below-preference', { class: name, cap, multiple }, 'participationCap') : undefined;
}

/** Every share of a class becomes so many. Refused when anything of the class was recorded for a later day. */
export function splitClass({ class: given, ratio, splitOn, rounding, pool, today }: SecuritiesCommandOf<'SplitShares'>, state: CapitalState): Decision {
  const shareClass = classNamed(state.classes, given);
  if (!shareClass) return refuse('class-unknown', { class: given }, 'class');
  const by = exact.fromFraction(ratio);
  if (by.num <= 0n || exact.equal(by, exact.ONE)) return refuse('split-impossible', { class: shareClass.name }, 'ratio');
  const { name } = shareClass;
  const stakes = keyed.values(state.stakes).filter((s) => s.class === name);
  const later = lastDayOf(state, name, stakes);
  const refused = happened(splitOn, today, 'splitOn', state.foundedOn) ?? (later !== undefined && splitOn < later ? refuse('split-not-last', { class: name, day: later }, 'splitOn') : undefined);
  if (refused) return refused;
  const after = stakes.filter((s) => s.gone === undefined).map((s) => ({ stake: s, shares: splitShares(sharesNow(s), by, rounding) }));
  const nothing = after.find((s) => s.shares === 0);
  if (nothing) return refuse('split-leaves-nothing', { class: name, holding: nothing.stake.holding, name: nothing.stake.name, ratio: exact.toDecimal(by, 4) }, 'ratio');
  if (after.reduce((sum, s) => sum + s.shares, 0) > Number.MAX_SAFE_INTEGER) return refuse('shares-too-many', { class: name }, 'ratio');
  const withPool = pool ?? classTermsOn(state.classes, name, splitOn)?.kind !== 'preferred';
  const facts: CapitalFact[] = [{ type: 'SharesSplit', data: { class: name, ratio: exact.toFraction(by), splitOn, rounding, ...(withPool && { pool: true }) }, effective: splitOn }];
  return shortPool(state, facts, splitOn, today, 'ratio', { class: name }) ?? facts;
}

/**
 * The last day on which anything is recorded that a split before it would change unseen: shares and warrants of the
 * class, splits of it and of classes that convert into it or that it converts into, and rounds, which are priced on all shares.
 */
function lastDayOf(state: CapitalState, name: string, stakes: readonly Stake[]): string | undefined {
  const warrants = keyed.values(state.warrants).filter((w) => w.class === name);
  const converts = (from: ShareClass, into: string) => from.terms.some((t) => t.terms.convertsInto !== undefined && nameKey(t.terms.convertsInto) === nameKey(into));
  const itself = classNamed(state.classes, name)!;
  const related = keyed.values(state.classes).filter((c) => c.name === name || converts(c, name) || converts(itself, c.name));
  const rounds = Object.values(state.rounds).flatMap((r) => (r.situation === 'closed' ? [r.on] : []));
  const days = [...stakes.flatMap((s) => [s.since, s.gone ?? s.since]), ...warrants.flatMap((w) => w.left.map((l) => l.on)), ...related.flatMap((c) => c.splits.map((split) => split.on)), ...rounds];
  return days.reduce<string | undefined>((last, day) => (last === undefined || day > last ? day : last), undefined);
}
