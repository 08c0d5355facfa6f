import { Currency, Day, Decimal, Fraction, id, Label, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';
import { capBases } from '../convertible.ts';
import { failingWith } from '../refusals.ts';
import type { RoundingName } from '../rounding.ts';
import { protections } from './anti-dilution.ts';
import { dayCounts } from './day-count.ts';
import { compoundings } from './note.ts';
import { conventions, proRataConventions } from './terms.ts';

export const ScenarioId = id('scenario');
/** Holders and instruments as the company knows them, or as the scenario calls those it makes up. */
const Ref = z.string().min(1).max(80);
const MOST_ROUNDS = 8;
const MOST_ROWS = 60;

const Paid = PositiveMoney.refine((m) => m.amount > 0, failingWith('amount-zero'));
const Cap = PositiveMoney.refine((m) => m.amount > 0, failingWith('cap-not-positive'));
const below = (code: 'pool-out-of-range' | 'discount-out-of-range') => Decimal.refine((text) => Number(text) >= 0 && Number(text) < 1, failingWith(code));
const Discount = below('discount-out-of-range');

/** The pool after a round: unallocated shares as a part of everything, shares added, or left as it is. */
export const PoolPlan = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('target'), part: below('pool-out-of-range') }),
  z.object({ kind: z.literal('increase'), shares: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ kind: z.literal('none') }),
]).meta({ id: 'PoolPlan' });
export type PoolPlan = z.infer<typeof PoolPlan>;

/** One round of a scenario; all money in the currency of the company. */
export const ScenarioRound = z.object({
  name: Label,
  on: Day.describe('the day of closing: notes bear interest until then'),
  preMoney: Paid,
  investors: z.array(z.object({ name: Label, amount: PositiveMoney })).max(MOST_ROWS),
  pool: PoolPlan,
  convention: z.enum(conventions),
  rounding: z.enum(['floor-shares', 'lawyers', 'spreadsheet', 'yc-guide'] satisfies RoundingName[]),
  proRata: z.object({ convention: z.enum(proRataConventions), holders: z.array(Ref).max(MOST_ROWS) }).optional(),
  protection: z.enum(protections).describe('anti-dilution of the classes that this round creates'),
  adjusting: z.enum(['inside', 'after']).describe('whether earlier classes are adjusted inside the pre-money or after it'),
  reserve: z.enum(['with', 'without']).describe('whether a broad base counts the unallocated pool'),
  leftOut: z.array(Ref).max(MOST_ROWS).describe('SAFEs and notes that do not convert in this round'),
}).meta({ id: 'ScenarioRound' });
export type ScenarioRound = z.infer<typeof ScenarioRound>;

/** A SAFE that has not been signed: what if it were? */
export const PlannedSafe = z.object({ name: Label, amount: Paid, kind: z.enum(['post-money', 'pre-money']), cap: Cap.optional(), discount: Discount.optional() });
export type PlannedSafe = z.infer<typeof PlannedSafe>;

/** Rounds to come as somebody thought them out. They start from the cap table of whatever day they are played on. */
export const RoundScenario = z.object({
  rounds: z.array(ScenarioRound).min(1).max(MOST_ROUNDS),
  safes: z.array(PlannedSafe).max(MOST_ROWS).describe('SAFEs to be signed before the first round'),
  caps: z.record(Ref, Cap).describe('what-if caps of outstanding SAFEs and notes'),
  elections: z.record(Ref, z.enum(['cap', 'discount', 'none'])).describe('per MFN SAFE, what its holder elects'),
}).meta({ id: 'RoundScenario' });
export type RoundScenario = z.infer<typeof RoundScenario>;

const shares = z.number().int().min(0);
const Instrument = z.object({
  id: Ref, holder: Ref, investor: Label, amount: PositiveMoney, kind: z.enum(['post-money', 'pre-money', 'note']), cap: PositiveMoney.optional(), discount: Decimal.optional(), mfn: z.boolean(), signedOn: Day,
  capBase: z.enum(capBases).optional(), interest: z.object({ rate: Decimal, compounding: z.enum(compoundings), dayCount: z.enum(dayCounts) }).optional(),
});
/** All that rounds are played on: the fully diluted table of a day, what will convert, and which classes are protected. */
export const SimulatorStart = z.object({
  on: Day, currency: Currency,
  holders: z.array(z.object({ holder: Ref, name: Label, shares })).describe('fully diluted: preferred as converted, options and warrants as exercised'),
  pool: shares, common: shares.describe('issued common shares'), options: shares.describe('options, units and warrants among the shares of the holders'),
  convertibles: z.array(Instrument),
  classes: z.array(z.object({ class: Label, protection: z.enum(protections), conversionPrice: Fraction, held: z.array(z.object({ holder: Ref, shares })) })),
}).meta({ id: 'SimulatorStart' });
export type SimulatorStart = z.infer<typeof SimulatorStart>;
export type StartInstrument = z.infer<typeof Instrument>;
