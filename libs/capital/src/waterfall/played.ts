import { exact, type Fraction, minorDigits, type Rational } from '@capstan/kernel';
import type { Holds } from './holders.ts';
import type { ExitSheet } from './sheet-contract.ts';
import type { ExitTerms, OptionTerms, Participation, PreferredTerms, UnconvertedTerms } from './terms.ts';

/** Other terms than the recorded ones, to see what they would do. What is left out is as recorded. */
export interface ExitPlay {
  readonly classes: Readonly<Record<string, { readonly multiple?: string; readonly participation?: Participation; readonly participationCap?: string; readonly seniority?: number }>>;
  /** Costs of the sale in minor units: lawyers, bankers. */
  readonly costs: number;
  readonly payDebts: boolean;
  /** Unvested options and units: lapse, or vest with the sale (single trigger). */
  readonly unvested: 'lapse' | 'vest';
  readonly unconverted: NonNullable<UnconvertedTerms['atExit']>;
}
export const noPlay: ExitPlay = { classes: {}, costs: 0, payDebts: true, unvested: 'lapse', unconverted: 'greater-of' };

/** What a claim is, for a screen to name it in words. */
export type ClaimName =
  | { readonly kind: 'class' | 'debt' | 'safe' | 'note'; readonly name: string } | { readonly kind: 'costs' }
  | { readonly kind: 'options'; readonly strike: Fraction } | { readonly kind: 'units' } | { readonly kind: 'warrants'; readonly class: string; readonly strike: Fraction };

/** The sheet as the formula takes it, in minor units, with who holds what of each claim. */
export interface ExitTable { readonly terms: ExitTerms; readonly holds: readonly Holds[]; readonly names: ReadonlyMap<string, ClaimName> }

const { rational, mul, div, fromFraction, parseDecimal } = exact;

/**
 * Exit terms of a company as it stands, under other terms where the play says so. Preferences are multiples of shares times
 * original price. A SAFE ranks with the class paid first, a note before all shares. Warrants on preferred count as the common
 * they convert into.
 */
export function exitTable(sheet: ExitSheet, play: ExitPlay): ExitTable {
  const unit = rational(10 ** minorDigits(sheet.currency));
  const ratios = new Map(sheet.classes.map((c) => [c.class, fromFraction(c.conversionRatio)]));
  const names = new Map<string, ClaimName>();
  const holds: Holds[] = sheet.held.map((h) => ({ holder: h.holder, name: h.name, claim: `class ${h.class}`, shares: rational(h.shares) }));
  const pools = new Map<string, { shares: Rational; strike: Rational }>();
  const option = (id: string, name: ClaimName, who: { holder: string; name: string }, shares: Rational, strike: Rational) => {
    if (shares.num === 0n) return;
    names.set(id, name);
    pools.set(id, { strike, shares: exact.add(pools.get(id)?.shares ?? exact.ZERO, shares) });
    holds.push({ holder: who.holder, name: who.name, claim: id, shares });
  };
  for (const o of sheet.options) {
    const shares = rational(o.vested + (play.unvested === 'vest' ? o.unvested : 0));
    if (o.kind === 'unit') option('units', { kind: 'units' }, o, shares, exact.ZERO);
    else option(`options ${o.strike.join('/')}`, { kind: 'options', strike: o.strike }, o, shares, mul(unit, fromFraction(o.strike)));
  }
  for (const w of sheet.warrants) {
    const ratio = ratios.get(w.class) ?? exact.ONE;
    option(`warrants ${w.class} ${w.strike.join('/')}`, { kind: 'warrants', class: w.class, strike: w.strike }, w, mul(rational(w.shares), ratio), div(mul(unit, fromFraction(w.strike)), ratio));
  }
  for (const c of sheet.classes) names.set(`class ${c.class}`, { kind: 'class', name: c.class });
  for (const u of sheet.unconverted) { names.set(u.id, { kind: u.kind, name: u.name }); holds.push({ holder: u.holder, name: u.name, claim: u.id, shares: exact.ONE }); }
  const terms = {
    ahead: ahead(sheet, play, names), preferred: sheet.classes.filter((c) => c.terms?.kind === 'preferred').map((c) => preferred(c, play, unit)),
    common: sheet.classes.filter((c) => c.terms?.kind !== 'preferred').map((c) => ({ id: `class ${c.class}`, shares: mul(rational(c.shares), fromFraction(c.conversionRatio)) })),
    options: [...pools].map(([id, pool]): OptionTerms => ({ id, ...pool })), unconverted: sheet.unconverted.map((u) => unconverted(u, play)),
  };
  return { terms, holds, names };
}

function ahead({ debts }: ExitSheet, { payDebts, costs }: ExitPlay, names: Map<string, ClaimName>): NonNullable<ExitTerms['ahead']> {
  const owed = payDebts ? debts.filter((d) => d.amount.amount > 0) : [];
  for (const d of owed) names.set(d.loan, { kind: 'debt', name: d.name });
  if (costs > 0) names.set('costs', { kind: 'costs' });
  return [...(costs > 0 ? [{ id: 'costs', amount: rational(costs) }] : []), ...owed.map((d) => ({ id: d.loan, amount: rational(d.amount.amount) }))];
}

function preferred({ class: name, terms, conversionRatio, shares }: ExitSheet['classes'][number], play: ExitPlay, unit: Rational): PreferredTerms {
  const other = play.classes[name] ?? {};
  const invested = terms?.originalPrice ? mul(mul(unit, fromFraction(terms.originalPrice)), rational(shares)) : exact.ZERO;
  const cap = other.participationCap ?? terms?.participationCap;
  return {
    id: `class ${name}`, shares: rational(shares), invested, conversionRatio: fromFraction(conversionRatio), seniority: other.seniority ?? terms?.seniority ?? 1,
    multiple: parseDecimal(other.multiple ?? terms?.multiple ?? '1') ?? exact.ONE, participation: other.participation ?? terms?.participation ?? 'none', ...(cap !== undefined && { participationCap: parseDecimal(cap) ?? exact.ONE }),
  };
}

const unconverted = ({ id, kind, capKind, amount, cap }: ExitSheet['unconverted'][number], play: ExitPlay): UnconvertedTerms =>
  ({ id, amount: rational(amount.amount), kind: capKind, seniority: kind === 'note' ? 0 : 1, atExit: play.unconverted, ...(cap && { cap: rational(cap.amount) }) });
