import { exact } from '@capstan/kernel';
import type { Fixed } from '../fixed-point.ts';
import type { Entitlement, ProRata, ProRataConvention, RoundTerms } from './terms.ts';

const { ONE, ZERO, add, sub, mul, div, sum, min } = exact;

/** The part of each right in a round solved without them, and the money it comes to. */
export function entitlements(terms: RoundTerms, { convention, rights }: ProRata, solved: Fixed): Entitlement[] {
  const converted = new Map(terms.convertibles.map((c, i) => {
    const price = solved.by[i] === 'cap' ? div(c.cap!, solved.capBase[i]!) : mul(solved.price, sub(ONE, solved.by[i] === 'discount' ? c.discount! : ZERO));
    return [c.id, div(c.amount, price)];
  }));
  const all = add(terms.existing, solved.converted);
  const parts = rights.map((r) => div(sum([r.shares, ...(r.convertibles ?? []).map((id) => converted.get(id) ?? ZERO)]), all));
  const raise = sum(terms.investments.map((i) => i.amount));
  const whole = convention === 'within' ? raise : div(raise, sub(ONE, sum(parts)));
  return rights.map((r, i) => ({ id: r.id, part: parts[i]!, amount: r.atMost ? min(r.atMost, mul(whole, parts[i]!)) : mul(whole, parts[i]!) }));
}

/** The investments with the rights among them: within the raise, everyone new has the same part less. */
export function withEntitlements(investments: RoundTerms['investments'], convention: ProRataConvention, taken: readonly Entitlement[]): RoundTerms['investments'] {
  const raise = sum(investments.map((i) => i.amount));
  const left = convention === 'on-top' || raise.num === 0n ? ONE : div(sub(raise, sum(taken.map((e) => e.amount))), raise);
  return [...investments.map(({ id, amount }) => ({ id, amount: mul(amount, left) })), ...taken.map(({ id, amount }) => ({ id, amount }))];
}
