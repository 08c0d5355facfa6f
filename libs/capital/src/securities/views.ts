import { Currency, Day, Decimal, Fraction, Instant, Label, Money } from '@capstan/kernel';
import { z } from 'zod';
import { CapBaseName, ClassTerms, DayCountName, NoteId, NoteTerms, WarrantId } from './facts.ts';
import { endings, origins } from './movements.ts';

/** Who recorded it, when, and the event that says so. */
const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const shares = z.number().int();

/** One event in the life of some shares. */
export const Link = z.object({ type: z.string().describe('kind of the fact'), on: Day, name: Label.describe('whose shares they were after it'), class: Label, shares: shares.nullable().describe('how many they were after it; null once they are gone'), ...recorded });
export type Link = z.infer<typeof Link>;

export const HoldingView = z.object({
  holding: z.string(), holder: z.string(), name: Label, class: Label, shares: shares.describe('of the day asked, or of the last day they were there'), since: Day, goneOn: Day.nullable(), ended: z.enum(endings).nullable(),
  from: z.enum(origins), round: z.string().nullable(), paid: Money.nullable().describe('to the company, in all; null where nothing is known'), ...recorded,
}).meta({ id: 'Holding' });
export type HoldingView = z.infer<typeof HoldingView>;

export const ClassView = z.object({
  class: Label, terms: ClassTerms.nullable().describe('null: common stock without terms of its own'), since: Day.nullable().describe('the day its terms are from'), conversionRatio: Fraction,
  issued: shares, asConverted: shares, promised: shares.describe('under grants and warrants'), actor: z.string().nullable(), at: Instant.nullable(), fact: z.string().nullable(),
}).meta({ id: 'ShareClass' });
export type ClassView = z.infer<typeof ClassView>;

export const WarrantView = z.object({
  warrant: WarrantId, holder: z.string(), name: Label, class: Label, issuedOn: Day, expiresOn: Day.nullable(), shares: shares.describe('as issued, in the shares of the day'), left: shares, strike: Fraction,
  situation: z.enum(['outstanding', 'exercised', 'cancelled', 'expired']), ...recorded,
}).meta({ id: 'Warrant' });
export type WarrantView = z.infer<typeof WarrantView>;

export const NoteView = z.object({
  note: NoteId, holder: z.string(), investor: Label, principal: Money, accrued: Money.describe('principal and interest on the day asked, or the day it ended'), rate: Decimal, compounding: NoteTerms.shape.compounding, dayCount: DayCountName,
  cap: Money.nullable(), discount: Decimal.nullable(), capBase: CapBaseName, signedOn: Day, maturesOn: Day, situation: z.enum(['outstanding', 'repaid', 'cancelled', 'converted']), on: Day.nullable(), ...recorded,
}).meta({ id: 'ConvertibleNote' });
export type NoteView = z.infer<typeof NoteView>;

export const HolderSummary = z.object({ holder: z.string(), name: Label, shares, grants: shares, warrants: shares, diluted: shares, ofFullyDiluted: Fraction.nullable(), invested: Money.nullable().describe('SAFEs and notes not yet converted; null where there are none') });
export const HoldersView = z.object({ on: Day, currency: Currency, holders: z.array(HolderSummary) }).meta({ id: 'Holders' });
export type HoldersView = z.infer<typeof HoldersView>;

/** Everything of one holder: what it holds and held, each with its chain of events, and what it has been promised. */
export const HolderView = HolderSummary.extend({
  on: Day, currency: Currency, holdings: z.array(HoldingView.extend({ chain: z.array(Link) })), warrantList: z.array(WarrantView), notes: z.array(NoteView),
  safes: z.array(z.object({ safe: z.string(), amount: Money, situation: z.enum(['outstanding', 'cancelled', 'converted']), signedOn: Day, fact: z.string() })),
  grantList: z.array(z.object({ grant: z.string(), kind: z.string(), class: Label, shares, outstanding: shares, grantedOn: Day, fact: z.string() })),
}).meta({ id: 'Holder' });
export type HolderView = z.infer<typeof HolderView>;
