'use server';
import { type CriterionView, decisionsApi } from '@capstan/decisions';
import { call } from '../../../../api/call.ts';
import type { FormReader } from '../../../../api/read-form.ts';
import { type Outcome, refused, submit } from '../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string; readonly selection: string; readonly candidate: string; readonly criterion: string }

export async function giveScore(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.giveScore, at, form, (f) => ({ score: f.number('score') ?? Number.NaN, reason: f.text('reason') }));
}
export async function clearScore(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.clearScore, at, form, () => ({}));
}

const SECONDS_PER_HOUR = 3600;

function scalingOf(f: FormReader) {
  const convention = f.text('convention');
  if (convention === 'linear-in-flops') return { convention, flops: f.number('flops') ?? 0 } as const;
  if (convention === 'linear-in-tokens') return { convention, tokens: f.number('tokens') ?? 0, pilotTokens: f.number('pilotTokens') ?? 0 } as const;
  return convention === 'linear-in-seconds' ? { convention, seconds: (f.number('hours') ?? 0) * SECONDS_PER_HOUR } as const : { convention: 'as-run' } as const;
}

export async function bindEvidence(at: At, kind: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(decisionsApi.bindEvidence, at, form, (f) => {
    if (kind === 'run-accuracy') return { evidence: { kind, run: f.text('run'), metric: f.text('metric') as 'accuracy' } };
    if (kind === 'run-cost') return { evidence: { kind, run: f.text('run'), scaling: scalingOf(f) } };
    if (kind === 'gpu-budget') return { evidence: { kind, month: f.text('month'), monthly: f.money('monthly', currency) } };
    return { evidence: { kind: 'model', figure: f.text('figure') as 'gross-margin' } };
  });
}

/** Records every weight that was moved, one criterion after another; stops at the first refusal. */
export async function saveWeights(company: string, selection: string, criteria: readonly CriterionView[], before: Outcome, form: FormData): Promise<Outcome> {
  const weightOf = (c: CriterionView) => Number(form.get(`weight:${c.criterion}`) ?? c.weight);
  const moved = criteria.filter((c) => weightOf(c) !== c.weight);
  for (const { criterion, name, aspect, scale, ...rest } of moved.slice(0, -1)) {
    const answer = await call(decisionsApi.setCriterion, { params: { company, selection, criterion }, body: { name, aspect, scale, weight: weightOf({ criterion, name, aspect, scale, ...rest }) } });
    if (!answer.ok) return refused(answer, before.tried + 1);
  }
  const last = moved.at(-1);
  if (!last) return { tried: before.tried + 1, done: true };
  const { criterion, name, aspect, scale } = last;
  return submit(decisionsApi.setCriterion, { company, selection, criterion }, form, () => ({ name, aspect, scale, weight: weightOf(last) }));
}
