import { exact, type Rational } from '@capstan/kernel';
import type { ExitTerms, PreferredTerms, UnconvertedTerms } from './terms.ts';

const { ZERO, ONE, add, sub, mul, div, max } = exact;

/** From this price of a common share on, so many shares of the claim take part in what is left. */
export interface Step { readonly at: Rational; readonly shares: Rational; readonly event: 'shares' | 'exercises' | 'converts' | 'capped' }

/** Anything with a claim on the proceeds, put into one form: a preference in its rank, and steps of taking part. */
export interface Claim {
  readonly id: string;
  readonly kind: 'ahead' | 'preferred' | 'unconverted' | 'common' | 'option';
  readonly preference: Rational;
  /** Ranks are paid one after the other; equal ranks pro rata to preference. */
  readonly rank: number;
  /** Common shares it stands for once converted or exercised. */
  readonly asCommon: Rational;
  readonly strike: Rational;
  readonly steps: readonly Step[];
  /** From which price of a common share on converting is strictly better; null when it never is, or is no choice. */
  readonly convertsAbove: Rational | null;
  /** What it can get at most while it takes part without converting; null without a cap. */
  readonly cap: Rational | null;
  readonly participates: boolean;
}

const some = (x: Rational): boolean => x.num > 0n;
const bare = { preference: ZERO, rank: Number.POSITIVE_INFINITY, asCommon: ZERO, strike: ZERO, steps: [] as Step[], convertsAbove: null, cap: null, participates: false } as const;
const from = (at: Rational, shares: Rational, event: Step['event']): Step[] => (some(shares) ? [{ at, shares, event }] : []);

/** Every claim on the proceeds, in the order: ahead of equity, preferred, unconverted, common, options. */
export function claimsOf(terms: ExitTerms): Claim[] {
  const { ahead = [], common, preferred = [], options = [], unconverted = [], strikes = 'added' } = terms;
  const bought = sharesOfUnconverted(terms);
  return [
    ...ahead.map((a, i): Claim => ({ ...bare, id: a.id, kind: 'ahead', preference: a.amount, rank: i - ahead.length })),
    ...preferred.map(preferredClaim),
    ...unconverted.map((u, i) => unconvertedClaim(u, bought[i]!)),
    ...common.map((c): Claim => ({ ...bare, id: c.id, kind: 'common', asCommon: c.shares, steps: from(ZERO, c.shares, 'shares') })),
    ...options.map((o): Claim => {
      const strike = strikes === 'ignored' ? ZERO : o.strike;
      return { ...bare, id: o.id, kind: 'option', asCommon: o.shares, strike, steps: from(strike, o.shares, 'exercises') };
    }),
  ];
}

function preferredClaim(p: PreferredTerms): Claim {
  const preference = mul(p.multiple ?? ONE, p.invested);
  const asCommon = mul(p.shares, p.conversionRatio ?? ONE);
  const claim = { ...bare, id: p.id, kind: 'preferred' as const, preference, rank: p.seniority ?? 1, asCommon };
  const cap = p.participation === 'capped' ? max(preference, mul(p.participationCap ?? ONE, p.invested)) : null;
  if (p.participation === 'full') return { ...claim, steps: from(ZERO, asCommon, 'shares'), participates: true };
  if (cap === null) return choosing(claim, preference);
  if (!some(asCommon)) return claim;
  const [full, above] = [div(sub(cap, preference), asCommon), div(cap, asCommon)];
  const steps: Step[] = [{ at: ZERO, shares: asCommon, event: 'shares' }, { at: full, shares: ZERO, event: 'capped' }, { at: above, shares: asCommon, event: 'converts' }];
  return { ...claim, cap, participates: true, convertsAbove: above, steps };
}

/** The claim of someone who gives up `instead` by converting: worth it above that much over its shares. */
function choosing(claim: Claim, instead: Rational): Claim {
  if (!some(claim.asCommon)) return claim;
  const above = div(instead, claim.asCommon);
  return { ...claim, convertsAbove: above, steps: from(above, claim.asCommon, 'converts') };
}

function unconvertedClaim({ id, amount, multiple = ONE, seniority = 1, atExit = 'greater-of' }: UnconvertedTerms, shares: Rational): Claim {
  const claim = { ...bare, id, kind: 'unconverted' as const, preference: mul(multiple, amount), rank: seniority, asCommon: shares };
  if (atExit === 'cash-out') return { ...claim, asCommon: ZERO };
  return atExit === 'convert' && some(shares) ? { ...claim, preference: ZERO, rank: bare.rank, steps: from(ZERO, shares, 'shares') } : choosing(claim, claim.preference);
}

const partOfCap = ({ cap, amount, atExit }: UnconvertedTerms): Rational => (cap && some(cap) && atExit !== 'cash-out' ? div(amount, cap) : ZERO);
const promised = (unconverted: readonly UnconvertedTerms[], kind: UnconvertedTerms['kind']) => exact.sum(unconverted.filter((u) => u.kind === kind).map(partOfCap));

/** The part of the company that unconverted post-money securities own by their caps; from 1 on there is no solution. */
export const promisedByCaps = ({ unconverted = [] }: ExitTerms): Rational => promised(unconverted, 'post-money');

/**
 * Common shares that each unconverted SAFE or note would be. The capitalisation counts shares, options outstanding and, for
 * post-money caps, all that convert as if all did; never the unallocated pool (liquidity capitalisation of the YC SAFE).
 */
function sharesOfUnconverted({ common, preferred = [], options = [], unconverted = [] }: ExitTerms): Rational[] {
  const before = exact.sum([...common.map((c) => c.shares), ...preferred.map((p) => mul(p.shares, p.conversionRatio ?? ONE)), ...options.map((o) => o.shares)]);
  const all = div(mul(before, add(ONE, promised(unconverted, 'pre-money'))), sub(ONE, promised(unconverted, 'post-money')));
  return unconverted.map((u) => mul(partOfCap(u), u.kind === 'post-money' ? all : before));
}
