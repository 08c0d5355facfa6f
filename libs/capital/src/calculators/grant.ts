import { Day, Label, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { ISO_LIMIT, isoSplit } from '../grants/iso.ts';
import { installments, vestedBy } from '../vesting/installments.ts';
import { VestingTerms } from '../vesting/terms.ts';
import { NotNegative, Positive, valueOf } from './figures.ts';

export const CalculateVesting = z.object({ shares: Shares, terms: VestingTerms, grantedOn: Day.optional(), met: z.array(z.object({ condition: z.string().max(200), on: Day })).max(500).default([]), on: Day.optional().describe('count what has vested by the end of this day') })
  .meta({ id: 'CalculateVesting', examples: [{ shares: 48_000, terms: { kind: 'schedule', start: '2025-01-31', every: { length: 1, unit: 'months' }, periods: 48, cliff: { length: 12, unit: 'months' } }, on: '2026-11-23' }] });
export type CalculateVesting = z.output<typeof CalculateVesting>;
export const VestingAnswer = z.object({ installments: z.array(z.object({ on: Day, shares: z.number().int() })), total: z.number().int(), vested: z.number().int().nullable().describe('by the day asked for') }).meta({ id: 'VestingAnswer' });

/** Every day on which something vests. */
export function calculateVesting({ shares, terms, grantedOn, met, on }: CalculateVesting): z.output<typeof VestingAnswer> {
  const all = installments({ shares, terms, met, ...(grantedOn && { grantedOn }) });
  return { installments: all, total: all.reduce((sum, one) => sum + one.shares, 0), vested: on === undefined ? null : vestedBy(all, on) };
}

export const CalculateIso = z.object({
  grants: z.array(z.object({ name: Label, grantedOn: Day, fairValue: Positive.describe('of a share at grant, dollars'), exercisable: z.array(z.object({ on: Day, shares: Shares })).min(1).max(4000) })).min(1).max(200), limit: NotNegative.optional().describe('per calendar year; 100,000 dollars'),
}).meta({ id: 'CalculateIso', examples: [{ grants: [{ name: 'Grant 1', grantedOn: '2025-01-01', fairValue: '10', exercisable: [{ on: '2026-01-01', shares: 12_000 }, { on: '2027-01-01', shares: 12_000 }] }] }] });
export type CalculateIso = z.output<typeof CalculateIso>;
const counts = { iso: z.number().int(), nso: z.number().int() };
export const IsoAnswer = z.object({ grants: z.array(z.object({ name: Label, ...counts, years: z.array(z.object({ year: z.number().int(), ...counts })) })) }).meta({ id: 'IsoAnswer' });

/** Which options of one holder stay ISOs under the $100,000 rule. */
export const calculateIso = ({ grants, limit }: CalculateIso): z.output<typeof IsoAnswer> => ({
  grants: isoSplit(grants.map((g) => ({ id: g.name, grantedOn: g.grantedOn, fairValue: valueOf(g.fairValue), exercisable: g.exercisable })), limit === undefined ? ISO_LIMIT : valueOf(limit))
    .map(({ id, iso, nso, years }) => ({ name: id, iso, nso, years: years.map((y) => ({ ...y })) })),
});
