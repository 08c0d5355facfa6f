import { Day, Money } from '@capstan/kernel';
import { z } from 'zod';

/** The figures a report can show, in the order investors read them. */
export const figureKeys = ['cash', 'net-burn', 'runway-trailing', 'runway-plan', 'runway-decision', 'revenue', 'gross-margin', 'headcount', 'gpu-spend', 'gpu-budget', 'pilots-finished', 'cost-per-pilot'] as const;
export const FigureKey = z.enum(figureKeys).meta({ id: 'FigureKey' });
export type FigureKey = z.infer<typeof FigureKey>;

/** Which way is good: green and red mean good and bad, never up and down. */
const goodWay: Readonly<Record<FigureKey, 'up' | 'down' | 'neither'>> = {
  cash: 'up', 'net-burn': 'down', 'runway-trailing': 'up', 'runway-plan': 'up', 'runway-decision': 'up', revenue: 'up', 'gross-margin': 'up',
  headcount: 'neither', 'gpu-spend': 'neither', 'gpu-budget': 'neither', 'pilots-finished': 'up', 'cost-per-pilot': 'down',
};

/** What a figure can be: an amount, a number, or in words why there is neither. Unknown is not zero, and hidden is not unknown. */
export const FigureValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('money'), money: Money }),
  z.object({ kind: z.literal('count'), count: z.number() }),
  z.object({ kind: z.literal('fraction'), fraction: z.number() }),
  z.object({ kind: z.literal('months'), months: z.number(), on: Day }),
  z.object({ kind: z.literal('beyond'), months: z.number() }),
  z.object({ kind: z.literal('not-burning') }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('hidden') }),
]).meta({ id: 'FigureValue' });
export type FigureValue = z.infer<typeof FigureValue>;

export const Delta = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), absolute: FigureValue, relative: z.number().nullable(), trend: z.enum(['better', 'worse', 'same', 'neutral']) }),
  z.object({ kind: z.literal('unknown') }),
]).meta({ id: 'FigureDelta' });
export type Delta = z.infer<typeof Delta>;

const size = (v: FigureValue): number | null =>
  v.kind === 'money' ? v.money.amount : v.kind === 'count' ? v.count : v.kind === 'fraction' ? v.fraction : v.kind === 'months' || v.kind === 'beyond' ? v.months : null;

const like = (v: FigureValue, n: number): FigureValue =>
  v.kind === 'money' ? { kind: 'money', money: { amount: n, currency: v.money.currency } } : v.kind === 'fraction' ? { kind: 'fraction', fraction: n } : { kind: 'count', count: n };

/** The change since the month before: absolute, relative to the size of what was there, and whether it is good. */
export function delta(key: FigureKey, current: FigureValue, prior: FigureValue): Delta {
  const [now, before] = [size(current), size(prior)];
  const differs = current.kind === 'money' && prior.kind === 'money' && current.money.currency !== prior.money.currency;
  if (now === null || before === null || differs) return { kind: 'unknown' };
  const change = now - before;
  const way = goodWay[key];
  const trend = change === 0 ? 'same' : way === 'neither' ? 'neutral' : (change > 0) === (way === 'up') ? 'better' : 'worse';
  return { kind: 'change', absolute: like(current, change), relative: before === 0 ? null : change / Math.abs(before), trend };
}

/** The value without its amount of money: what a report shows when money is not granted. */
export const withoutMoney = (value: FigureValue): FigureValue => (value.kind === 'money' ? { kind: 'hidden' } : value);
export const deltaWithoutMoney = (d: Delta): Delta => (d.kind === 'change' ? { ...d, absolute: withoutMoney(d.absolute) } : d);

export const Figure = z.object({ key: FigureKey, current: FigureValue, prior: FigureValue, delta: Delta }).meta({ id: 'ReportFigure' });
export type Figure = z.infer<typeof Figure>;

export type FigureSet = Readonly<Partial<Record<FigureKey, FigureValue>>>;

/** The chosen figures with their change, in reading order; a figure nobody measured is unknown. */
export function figures(chosen: readonly FigureKey[], current: FigureSet, prior: FigureSet, money: 'shown' | 'hidden'): Figure[] {
  return figureKeys.filter((key) => chosen.includes(key)).map((key) => {
    const [now, before]: FigureValue[] = [current[key] ?? { kind: 'unknown' }, prior[key] ?? { kind: 'unknown' }];
    const change = delta(key, now!, before!);
    return money === 'shown' ? { key, current: now!, prior: before!, delta: change } : { key, current: withoutMoney(now!), prior: withoutMoney(before!), delta: deltaWithoutMoney(change) };
  });
}
