import { isRefusal, Label, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { refuse } from '../refusals.ts';
import { breakPoints, type ExitTerms, payoutsAt, strikeConventions, unconvertedChoices, waterfallCurve, type WaterfallCurve } from '../waterfall/index.ts';
import { Answered, answered, givenAs, NotNegative, Positive, valueOf } from './figures.ts';
import { calculatorFailing } from './refusals.ts';

/** Enough for any company, little enough to answer at once. */
const MOST = 40;
const Seniority = z.number().int().min(1).max(1000).default(1).describe('1 is paid first; equal numbers share pro rata');
const Preferred = z.object({
  name: Label, shares: NotNegative, invested: NotNegative, multiple: NotNegative.default('1'), participation: z.enum(['none', 'full', 'capped']).default('none'),
  participationCap: NotNegative.optional().describe('multiple of what was invested, preference included'), seniority: Seniority, conversionRatio: Positive.default('1'),
}).refine((p) => p.participation !== 'capped' || p.participationCap !== undefined, { ...calculatorFailing('participation-cap-needed'), path: ['participationCap'] });
const Unconverted = z.object({
  name: Label, amount: NotNegative, kind: z.enum(['post-money', 'pre-money']).default('post-money'), cap: Positive.optional(), multiple: NotNegative.default('1'), seniority: Seniority, atExit: z.enum(unconvertedChoices).default('greater-of'),
});

export const CalculateWaterfall = z.object({
  exit: NotNegative.describe('what the company is sold for, whole currency units like all amounts here'),
  ahead: z.array(z.object({ name: Label, amount: NotNegative })).max(MOST).default([]).describe('debt and costs, paid in this order before any shareholder'),
  common: z.array(z.object({ name: Label, shares: NotNegative })).max(MOST).default([]),
  preferred: z.array(Preferred).max(MOST).default([]),
  options: z.array(z.object({ name: Label, shares: NotNegative, strike: NotNegative.describe('per share') })).max(MOST).default([]).describe('vested options and warrants on common; leave out what is unvested or unallocated'),
  unconverted: z.array(Unconverted).max(MOST).default([]).describe('SAFEs and notes that have not converted'),
  strikes: z.enum(strikeConventions).default('added'),
}).meta({ id: 'CalculateWaterfall', examples: [{ exit: 35_000_000, common: [{ name: 'Founders', shares: 8_000_000 }], preferred: [{ name: 'Series A', shares: 2_000_000, invested: 5_000_000 }], options: [{ name: 'Options at 0.50', shares: 500_000, strike: '0.5' }] }] });
export type CalculateWaterfall = z.output<typeof CalculateWaterfall>;

const Event = z.object({ name: Label, what: z.enum(['paid', 'shares', 'exercises', 'converts', 'capped']) });
export const WaterfallAnswer = z.object({
  price: Answered.describe('of one common share'),
  payouts: z.array(z.object({ name: Label, amount: Answered, choice: z.enum(['paid', 'preference', 'participates', 'converts', 'shares', 'exercises', 'lapses']) })).describe('sum to exactly the exit value; options net of the strike'),
  breakPoints: z.array(z.object({ exit: Answered, price: Answered, events: z.array(Event) })).describe('exit values at which the next unit begins to be divided in another way'),
}).meta({ id: 'WaterfallAnswer' });
export type WaterfallAnswer = z.output<typeof WaterfallAnswer>;

const termsOf = (body: CalculateWaterfall): ExitTerms => ({
  ahead: body.ahead.map((a) => ({ id: a.name, amount: valueOf(a.amount) })), common: body.common.map((c) => ({ id: c.name, shares: valueOf(c.shares) })), strikes: body.strikes,
  preferred: body.preferred.map((p) => ({ id: p.name, shares: valueOf(p.shares), invested: valueOf(p.invested), multiple: valueOf(p.multiple), participation: p.participation, seniority: p.seniority, conversionRatio: valueOf(p.conversionRatio), ...givenAs('participationCap', p.participationCap) })),
  options: body.options.map((o) => ({ id: o.name, shares: valueOf(o.shares), strike: valueOf(o.strike) })),
  unconverted: body.unconverted.map((u) => ({ id: u.name, amount: valueOf(u.amount), kind: u.kind, multiple: valueOf(u.multiple), seniority: u.seniority, atExit: u.atExit, ...givenAs('cap', u.cap) })),
});

/** The curve of exit terms, or why there is none: a name used twice, nobody with a share, caps that promise everything. */
export function curveOrRefusal(terms: ExitTerms): WaterfallCurve | Refusal {
  const names = [terms.ahead, terms.common, terms.preferred, terms.options, terms.unconverted].flatMap((all) => (all ?? []).map((one) => one.id));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return refuse('claim-twice', { name: twice });
  const curve = waterfallCurve(terms);
  return curve.kind === 'curve' ? curve : refuse(curve.kind === 'no-shares' ? 'exit-without-shares' : curve.kind);
}

/** Who gets what at one exit value, and where the division changes. */
export function calculateWaterfall(body: CalculateWaterfall): WaterfallAnswer | Refusal {
  const curve = curveOrRefusal(termsOf(body));
  if (isRefusal(curve)) return curve;
  const { price, payouts } = payoutsAt(curve, valueOf(body.exit));
  return {
    price: answered(price), payouts: payouts.map((p) => ({ name: p.id, amount: answered(p.amount), choice: p.choice })),
    breakPoints: breakPoints(curve).map((b) => ({ exit: answered(b.exit), price: answered(b.price), events: b.events.map(({ id: name, what }) => ({ name, what })) })),
  };
}
