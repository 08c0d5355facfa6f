'use server';
import { decisionsApi } from '@capstan/decisions';
import { type Outcome, submit } from '../../../../api/submit.ts';
import type { FormReader } from '../../../../api/read-form.ts';

export async function openSelection(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.openSelection, { company }, form, (f) => ({
    kind: f.text('kind') as 'technology', title: f.text('title'), question: f.text('question'), currency, standardCriteria: f.checked('standardCriteria'),
  }), (answer) => `/${company}/decisions/${answer.id}`);
}

/** A value of a scale in the unit of its measure: money in minor units, shares as fractions. */
function scaleValue(f: FormReader, name: string, measure: string, currency: string): number {
  if (measure === 'money') return f.money(name, currency)?.amount ?? Number.NaN;
  return Number((measure === 'fraction' ? f.percent(name) : f.decimal(name)) ?? Number.NaN);
}

const criterionBody = (f: FormReader, currency: string) => {
  const measure = f.text('measure');
  return {
    name: f.text('name'), aspect: f.text('aspect') as 'own', weight: f.number('weight') ?? 0,
    scale: measure === '' ? null : { measure: measure as 'money', worst: scaleValue(f, 'scale.worst', measure, currency), best: scaleValue(f, 'scale.best', measure, currency), curve: f.text('scale.curve') as 'linear' },
  };
};

interface At { readonly [param: string]: string; readonly company: string; readonly selection: string }

export async function addCriterion(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.addCriterion, at, form, (f) => criterionBody(f, currency));
}
export async function setCriterion(at: At & { criterion: string }, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.setCriterion, at, form, (f) => criterionBody(f, currency));
}
export async function dropCriterion(at: At & { criterion: string }, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.dropCriterion, at, form, () => ({}));
}
export async function dropCandidate(at: At & { candidate: string }, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.dropCandidate, at, form, () => ({}));
}

export async function compareCriteria(at: At, pairs: readonly [string, string][], _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.compareCriteria, at, form, (f) => ({
    comparisons: pairs.flatMap(([more, less], i) => { const times = Number(f.text(`pair-${i}`)); return times > 0 ? [{ more, less, times }] : []; }),
    randomIndex: f.text('randomIndex') as 'saaty-2005',
  }));
}

const modelOf = (f: FormReader, currency: string) => ({
  unit: f.text('model.unit'), price: f.money('model.price', currency),
  inference: { requestsPerUnit: f.number('model.inference.requestsPerUnit') ?? 0, tokensPerRequest: f.number('model.inference.tokensPerRequest') ?? 0, perMillionTokens: f.decimal('model.inference.perMillionTokens') ?? '0' },
  hosting: f.money('model.hosting', currency) ?? { amount: 0, currency }, otherUnitCost: f.money('model.otherUnitCost', currency) ?? { amount: 0, currency },
  fixedMonthly: f.money('model.fixedMonthly', currency) ?? { amount: 0, currency }, expectedVolume: f.number('model.expectedVolume') ?? 0,
});
const candidateBody = (f: FormReader, currency: string | null) => ({ name: f.text('name'), note: f.text('note'), model: currency === null ? null : modelOf(f, currency) });

/** `currency` is that of a business-model decision; null for a technology, which has no price. */
export async function addCandidate(at: At, currency: string | null, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.addCandidate, at, form, (f) => candidateBody(f, currency));
}
export async function changeCandidate(at: At & { candidate: string }, currency: string | null, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.changeCandidate, at, form, (f) => candidateBody(f, currency));
}

export async function reopen(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.reopen, at, form, (f) => ({ reason: f.text('reason') }));
}
export async function abandon(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.abandon, at, form, (f) => ({ reason: f.text('reason') }));
}
export async function decide(at: At, currency: string, chosen: string, _: Outcome, form: FormData): Promise<Outcome> {
  const none = { amount: 0, currency };
  return submit(decisionsApi.decide, at, form, (f) => ({
    chosen, reason: f.text('reason'), effect: { burnPerMonth: f.money('effect.burnPerMonth', currency) ?? none, oneOff: f.money('effect.oneOff', currency) ?? none, from: f.text('effect.from') },
  }));
}
