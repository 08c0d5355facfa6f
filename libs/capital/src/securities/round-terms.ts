import { Decimal, exact, type Fraction, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { failingWith, refuse } from '../refusals.ts';
import { ClassTerms } from './facts.ts';

/** A multiple of the money put in: at least zero. */
export const Multiple = Decimal.refine((text) => !text.startsWith('-'), failingWith('multiple-negative'));

/** What a round's class promises beyond its price, as agreed at the close. `senior` is paid before all earlier classes, `pari-passu` together with the most senior of them. */
export const Preference = z.object({
  multiple: Multiple.optional(), participation: ClassTerms.shape.participation.optional(), participationCap: Multiple.optional(),
  antiDilution: ClassTerms.shape.antiDilution.optional(), standing: z.enum(['pari-passu', 'senior']).optional(),
}).meta({ id: 'RoundPreference' });
export type Preference = z.infer<typeof Preference>;

interface Bought { readonly class: string; readonly price: Fraction }
interface Outcome { readonly pricePerShare: Fraction; readonly issued: readonly { readonly class: string }[]; readonly converted: readonly Bought[]; readonly convertedNotes?: readonly Bought[] }

/**
 * The terms of the classes a round makes: one times its own price, not participating, paid together with the other
 * preferred classes, broad-based anti-dilution, one vote, one for one into common: the usual ones, where nothing else
 * was agreed. Shares of converted SAFEs and notes are series of their own, each with the price it was bought at.
 */
export function usualTerms({ pricePerShare, issued, converted, convertedNotes = [] }: Outcome, agreed: Preference = {}, convertsInto?: string): ClassTerms[] {
  const { standing: _, ...preference } = agreed;
  const bought = [...issued.map((i) => ({ class: i.class, price: pricePerShare })), ...converted, ...convertedNotes];
  const prices = new Map(bought.map((b) => [b.class, b.price]));
  return [...prices].map(([name, price]) => ({
    class: name, kind: 'preferred', seniority: 1, multiple: '1', participation: 'none', antiDilution: 'broad', votesPerShare: 1, originalPrice: price, conversionPrice: price, ...(convertsInto !== undefined && { convertsInto }), ...preference,
  }));
}

/** Why what was agreed cannot be: a capped participation without its cap, or a cap below the preference. */
export function contradictory({ participation, participationCap, multiple = '1' }: Preference = {}): Refusal | undefined {
  if (participation !== 'capped') return undefined;
  if (participationCap === undefined) return refuse('participation-cap-missing', {}, 'preference.participationCap');
  const isBelow = exact.compare(exact.parseDecimal(participationCap)!, exact.parseDecimal(multiple)!) < 0;
  return isBelow ? refuse('participation-cap-below-preference', { cap: participationCap, multiple }, 'preference.participationCap') : undefined;
}
