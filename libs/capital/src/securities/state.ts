import type { Day, Fraction } from '@capstan/kernel';
import type { ClassTerms, NoteTerms } from './facts.ts';

/** A number of shares from a day on; a later entry replaces the one before. */
export interface ShareCount { readonly on: Day; readonly shares: number }

/** Terms of a class from a day on; those a round gave go with its close when that is taken back. */
export interface TermsEntry { readonly on: Day; readonly terms: ClassTerms; readonly round?: string }
export interface SplitEntry { readonly on: Day; readonly ratio: Fraction }
export interface ShareClass { readonly name: string; readonly terms: readonly TermsEntry[]; readonly splits: readonly SplitEntry[] }

export interface Warrant {
  readonly warrant: string; readonly holder: string; readonly name: string; readonly class: string; readonly issuedOn: Day; readonly expiresOn?: Day | undefined;
  /** Shares in all, in the shares of each day. */
  readonly issued: readonly ShareCount[];
  /** Shares that can still be had, from the issue on. */
  readonly left: readonly ShareCount[];
  readonly strikes: readonly { readonly on: Day; readonly strike: Fraction }[];
  readonly cancelledOn?: Day;
}

export type NoteSituation = { readonly situation: 'outstanding' } | { readonly situation: 'repaid' | 'cancelled' | 'converted'; readonly on: Day };
export type ConvertibleNote = NoteTerms & NoteSituation;
