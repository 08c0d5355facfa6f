import type { Convention, PlayedRound, PricedRound, Protection } from '@capstan/capital/rounds';

/** The words of the simulator as its message file has them; `{names}` in them are filled by `fill`. */
export interface SimulatorWords extends Record<Exclude<PlayedRound['kind'], 'priced'>, string> {
  round: string; roundTabs: string; addRound: string; removeRound: string; name: string; on: string; preMoney: string; preMoneySlider: string; more: string;
  investors: string; investor: string; amount: string; amountSlider: string; addInvestor: string; remove: string; removeShort: string;
  pool: string; poolTarget: string; poolKinds: Record<'target' | 'increase' | 'none', string>; poolPart: string; poolPartSlider: string; poolShares: string;
  convention: string; conventions: Record<Convention, string>; conventionNotes: Record<Convention, string>; rounding: string; roundings: Record<'floor-shares' | 'lawyers' | 'spreadsheet' | 'yc-guide', string>;
  protection: string; protections: Record<Protection, string>; adjusting: string; adjustings: Record<'inside' | 'after', string>; reserve: string; reserves: Record<'with' | 'without', string>;
  proRata: string; proRatas: Record<'none' | 'within' | 'on-top', string>; proRataHolders: string;
  convertibles: string; convertibleLead: string; whatIfCap: string; converts: string; capOf: string; signedCap: string; uncapped: string; discountOf: string; note: string; safe: string; noConvertibles: string; elects: string; elections: Record<'cap' | 'discount' | 'none', string>;
  planned: string; addSafe: string; kind: string; kinds: Record<'post-money' | 'pre-money', string>; cap: string; discount: string;
  results: string; price: string; raised: string; postMoney: string; newShares: string; poolIncrease: string; total: string;
  conventionsTitle: string; newMoneyOwns: string; earlierOwn: string; convertiblesOwn: string; chosen: string;
  shuffleTitle: string; shuffleThere: string; shuffleConverting: string; shufflePool: string; shuffle: string; shuffleNone: string;
  conversionsTitle: string; paid: string; at: string; by: string; bys: Record<PricedRound['conversions'][number]['by'], string>; shares: string;
  adjustedTitle: string; adjusted: string; notAdjusted: string; noProtection: string; proRataTitle: string; entitled: string;
  dilutionTitle: string; holder: string; now: string; change: string; others: string; poolRow: string; rows: string; allRows: string;
  chartTitle: string; compareTitle: string; difference: string; afterAll: string; comparePrice: string; comparePost: string;
  scenarioName: string; save: string; saveChanges: string; saveLead: string; sending: string; changed: string; reset: string;
  leadInvestor: string; seed: string; seriesA: string; seriesB: string; nextRound: string;
}

export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string => sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
/** The entries of a table of words as the choices of a select. */
export const choices = (of: Readonly<Record<string, string>>): { value: string; label: string }[] => Object.entries(of).map(([value, label]) => ({ value, label }));
