import { type Day, exact, type Rational } from '@capstan/kernel';
import { grantAt, type Grant } from './state.ts';
import { scheduleOn, vestsUntil } from './position.ts';

/** Dollars of stock, by fair value at grant, that may first become exercisable as ISOs in one calendar year: IRC §422(d)(1). */
export const ISO_LIMIT: Rational = exact.rational(100_000);

/** Options of one grant that become exercisable for the first time on days, valued at grant. */
export interface IsoGrant {
  readonly id: string;
  readonly grantedOn: Day;
  /** Fair market value of a share at grant, in dollars, exact; above zero. */
  readonly fairValue: Rational;
  readonly exercisable: readonly { readonly on: Day; readonly shares: number }[];
}
export interface IsoYear { readonly year: number; readonly iso: number; readonly nso: number }
export interface IsoSplit { readonly id: string; readonly iso: number; readonly nso: number; readonly years: readonly IsoYear[] }

/**
 * Splits one holder's ISO grants into shares that stay ISOs and shares that are treated as NSOs. Options that first become
 * exercisable in a calendar year count in the order in which they were granted (§422(d)(2); Treas. Reg. §1.422-4(b)), each at its
 * fair value at grant, until the limit of that year is used; whole shares, so the one that would cross it is an NSO, and
 * what is left of the limit goes to grants made later. Every share is one of the two.
 */
export function isoSplit(grants: readonly IsoGrant[], limit: Rational = ISO_LIMIT): IsoSplit[] {
  const used = new Map<number, Rational>();
  const inOrder = grants.map((grant, i) => ({ grant, i })).sort((a, b) => (a.grant.grantedOn < b.grant.grantedOn ? -1 : a.grant.grantedOn > b.grant.grantedOn ? 1 : a.i - b.i));
  const split = new Map(inOrder.map(({ grant, i }) => [i, ofGrant(grant, used, limit)]));
  return grants.map((_, i) => split.get(i)!);
}

function ofGrant({ id, fairValue, exercisable }: IsoGrant, used: Map<number, Rational>, limit: Rational): IsoSplit {
  const byYear = new Map<number, number>();
  for (const { on, shares } of exercisable) byYear.set(Number(on.slice(0, 4)), (byYear.get(Number(on.slice(0, 4))) ?? 0) + shares);
  const years = [...byYear].sort(([a], [b]) => a - b).map(([year, shares]): IsoYear => {
    const before = used.get(year) ?? exact.ZERO;
    const fits = exact.round(exact.div(exact.sub(limit, before), fairValue), 'floor');
    const iso = fits < BigInt(shares) ? Number(fits) : shares;
    used.set(year, exact.add(before, exact.mul(exact.rational(iso), fairValue)));
    return { year, iso, nso: shares - iso };
  });
  return { id, iso: years.reduce((sum, y) => sum + y.iso, 0), nso: years.reduce((sum, y) => sum + y.nso, 0), years };
}

/**
 * When options of a grant first become exercisable, as known on a day: as they vest (accelerated ones when they are), or all
 * at the grant where they can be exercised early. What was forfeited or cancelled before it became exercisable does not count.
 */
export function firstExercisable(grant: Grant, on: Day): readonly { readonly on: Day; readonly shares: number }[] {
  const there = grantAt(grant, on);
  if (there.earlyExercise) return [{ on: there.grantedOn, shares: there.shares }];
  const until = vestsUntil(there);
  const known = until !== undefined && until <= on ? until : on;
  const all = scheduleOn(grant, known);
  return until !== undefined && until <= on ? all.filter((one) => one.on <= until) : all;
}

/**
 * The split of one holder's ISO grants as known on a day. Grants without a fair value have none to split by and are left
 * out; one whose strike is below its fair value is no ISO at all (§422(b)(4)) and uses nothing of the limit.
 */
export function isoSplitOn(grants: readonly Grant[], on: Day): IsoSplit[] {
  const known = grants.filter((g) => g.kind === 'iso' && g.fairValue && g.grantedOn <= on).map((g) => grantAt(g, on));
  const qualifies = ({ strike, fairValue }: Grant) => strike !== undefined && exact.compare(exact.fromFraction(strike), exact.fromFraction(fairValue!)) >= 0;
  const asked = (all: readonly Grant[]) => all.map((g) => ({ id: g.grant, grantedOn: g.grantedOn, fairValue: exact.fromFraction(g.fairValue!), exercisable: firstExercisable(g, on) }));
  return [...isoSplit(asked(known.filter(qualifies))), ...isoSplit(asked(known.filter((g) => !qualifies(g))), exact.ZERO)];
}
