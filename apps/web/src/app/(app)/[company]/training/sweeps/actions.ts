'use server';
import { type ModelKind, type SweepAxis, sweepsApi } from '@capstan/training';
import type { FormReader } from '../../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../../api/submit.ts';
import { requestFrom } from '../request-form.ts';
import { AXES } from './axes.ts';
import { familySpace } from './family.ts';

/** A row of the search space as it was typed: values to choose from, or the two ends of a range. A row without a setting is left out. */
function axisFrom(f: FormReader, name: string): SweepAxis | undefined {
  const path = f.optional(`${name}.path`), values = f.numbers(`${name}.values`), how = f.text(`${name}.how`), points = f.number(`${name}.points`);
  if (path === undefined) return undefined;
  if (how === 'choices') return { kind: 'choices', path, values };
  return { kind: 'range', path, from: values[0]!, to: values.at(-1)!, scale: how as 'linear' | 'log', ...(points !== undefined && { points }) } as SweepAxis;
}

function baseFrom(f: FormReader, dataset: string, model: string) {
  const { name: _, ...base } = requestFrom(f, dataset, model);
  return base;
}

const budgetFrom = (f: FormReader, currency: string) => ({ parallel: f.number('parallel'), budget: { runs: f.number('budget.runs'), cost: f.money('budget.cost.amount', currency) ?? null }, costCap: f.money('costCap.amount', currency) ?? null });

/** Fields that only one of the strategies has are read for that one. */
function strategyFrom(f: FormReader) {
  const kind = f.text('strategy.kind'), seed = f.number('strategy.seed');
  if (kind === 'halving') return { kind, seed, firstRung: f.number('strategy.firstRung'), factor: f.number('strategy.factor') };
  return kind === 'random' ? { kind, seed } : { kind };
}

export async function startSweep(company: string, dataset: string, model: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(sweepsApi.startSweep, { company }, form, (f) => ({
    name: f.text('name'), purpose: 'search', base: baseFrom(f, dataset, model), strategy: strategyFrom(f), ...budgetFrom(f, currency),
    space: Array.from({ length: AXES }, (_, i) => axisFrom(f, `space.${i}`)).filter((axis) => axis !== undefined),
  }), ({ id }) => `/${company}/training/sweeps/${id}`);
}

export async function startStudy(company: string, dataset: string, model: ModelKind, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(sweepsApi.startSweep, { company }, form, (f) => ({
    name: f.text('name'), purpose: 'scaling', base: baseFrom(f, dataset, model), strategy: { kind: 'grid' }, ...budgetFrom(f, currency),
    space: familySpace(model, { sizes: f.numbers('sizes'), depth: f.number('layers'), shares: f.numbers('shares') }),
  }), ({ id }) => `/${company}/training/sweeps/${id}`);
}

export async function stopSweep(company: string, sweep: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(sweepsApi.stopSweep, { company, sweep }, form, () => ({}));
}
