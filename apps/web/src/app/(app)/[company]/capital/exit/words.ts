import type { BreakEvent, Choice, ClaimName, ExitPlay, Participation } from '@capstan/capital/waterfall';
import { exact, type Fraction } from '@capstan/kernel';
import type { Formatters } from '@capstan/ui';

/** The words of the exit simulator as its message file has them; `{names}` in them are filled by `fill`. */
export interface ExitWords {
  price: string; priceSlider: string; perShare: string; ahead: string; preferred: string; others: string; indifferent: string; noShares: string; ownEverything: string;
  chartTitle: string; exitValue: string; claim: string; choice: string; amount: string; part: string; perClassShare: string; otherwise: string; total: string; payoutsTitle: string; payoutsLead: string;
  bands: Record<'ahead' | 'unconverted' | 'common' | 'options', string>;
  choices: Record<Choice, string>; breaksTitle: string; breaksLead: string; breakAt: string; happens: string; events: Record<BreakEvent['what'], string>; goThere: string;
  holdersTitle: string; holdersLead: string; paidIn: string; multipleOf: string; rate: string; holder: string; allHolders: string; fewerHolders: string;
  termsTitle: string; termsLead: string; multiple: string; participation: string; participations: Record<Participation, string>; cap: string; seniority: string; reset: string; times: string; rank: string;
  debts: string; costs: string; unvested: string; unvesteds: Record<ExitPlay['unvested'], string>; unconverted: string; unconverteds: Record<ExitPlay['unconverted'], string>;
  names: Record<Exclude<ClaimName['kind'], 'class'>, string>;
}

const STRIKE_DIGITS = 4;
const shortest = (f: Fraction): number => exact.toNumber(exact.fromFraction(f));
const strike = (of: Fraction, { locale }: Formatters): string => new Intl.NumberFormat(locale, { maximumFractionDigits: STRIKE_DIGITS }).format(shortest(of));

/** The name of a claim: the class itself, or what it is and at which price. */
export function named(name: ClaimName | undefined, { names }: ExitWords, f: Formatters, fill: (sentence: string, values: Record<string, string>) => string): string {
  if (!name) return '—';
  switch (name.kind) {
    case 'class': return name.name;
    case 'costs': case 'units': return names[name.kind];
    case 'options': return fill(names.options, { strike: strike(name.strike, f) });
    case 'warrants': return fill(names.warrants, { class: name.class, strike: strike(name.strike, f) });
    default: return fill(names[name.kind], { name: name.name });
  }
}
