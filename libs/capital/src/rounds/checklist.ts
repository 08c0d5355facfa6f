import { exact, type Fraction } from '@capstan/kernel';
import type { RoundScenario, ScenarioRound } from './scenario-terms.ts';
import type { PlayedRound } from './sequence.ts';

/**
 * The terms that a term sheet for preferred shares states, in the order in which it states them (NVCA model term sheet).
 * A scenario settles what it prices; the rest is open until people agree on it.
 */
export const termSheetTerms = [
  'security', 'closing', 'investors', 'amount', 'pre-money', 'price-per-share', 'post-money', 'convention', 'option-pool', 'convertibles', 'pro-rata', 'anti-dilution',
  'dividends', 'liquidation-preference', 'participation', 'seniority', 'conversion', 'voting', 'protective-provisions', 'board', 'redemption',
  'registration-rights', 'information-rights', 'first-refusal-co-sale', 'drag-along', 'founder-vesting', 'conditions', 'exclusivity', 'counsel-fees',
] as const;
export type TermSheetTerm = (typeof termSheetTerms)[number];

/** What the scenario says of a term, for the screen to say in words; null is open. */
export type Settled =
  | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'money'; readonly amount: number; readonly currency: string } | { readonly kind: 'price'; readonly price: Fraction; readonly currency: string }
  | { readonly kind: 'value'; readonly value: Fraction; readonly currency: string }
  | { readonly kind: 'part'; readonly part: Fraction } | { readonly kind: 'shares'; readonly shares: number } | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'choice'; readonly of: 'convention' | 'protection' | 'pro-rata'; readonly choice: string };
export interface ChecklistItem { readonly term: TermSheetTerm; readonly settled: Settled | null }

/** The checklist of the first round of a scenario: which terms it settles, with what, and which are open. */
export function termSheetChecklist({ rounds }: RoundScenario, played: PlayedRound | undefined): ChecklistItem[] {
  const [round] = rounds;
  const settled = round ? settledBy(round, played) : {};
  return termSheetTerms.map((term) => ({ term, settled: settled[term] ?? null }));
}

function settledBy(round: ScenarioRound, played: PlayedRound | undefined): Partial<Record<TermSheetTerm, Settled>> {
  const { currency } = round.preMoney;
  const raised = round.investors.reduce((sum, i) => sum + i.amount.amount, 0);
  const named = round.investors.filter((i) => i.amount.amount > 0).map((i) => i.name);
  return {
    security: { kind: 'text', text: round.name }, closing: { kind: 'day', day: round.on }, 'pre-money': { kind: 'money', amount: round.preMoney.amount, currency },
    convention: { kind: 'choice', of: 'convention', choice: round.convention }, 'anti-dilution': { kind: 'choice', of: 'protection', choice: round.protection },
    ...(named.length > 0 && { investors: { kind: 'text', text: named.join(', ') }, amount: { kind: 'money', amount: raised, currency } }),
    ...(round.pool.kind === 'target' && { 'option-pool': { kind: 'part', part: exact.toFraction(exact.parseDecimal(round.pool.part)!) } }),
    ...(round.pool.kind === 'increase' && { 'option-pool': { kind: 'shares', shares: round.pool.shares } }),
    ...(round.proRata && { 'pro-rata': { kind: 'choice', of: 'pro-rata', choice: round.proRata.convention } }),
    ...(played?.kind === 'priced' && {
      'price-per-share': { kind: 'price', price: exact.toFraction(played.round.price), currency },
      'post-money': { kind: 'value', value: exact.toFraction(played.round.postMoney), currency },
      convertibles: { kind: 'count', count: played.round.conversions.length },
    }),
  };
}
