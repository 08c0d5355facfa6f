'use server';
import { modelsApi } from '@capstan/training';
import { type Outcome, submit } from '../../../../../api/submit.ts';

export async function registerModel(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(modelsApi.register, { company }, form, (f) => ({ run: f.text('run'), name: f.text('name'), note: f.optional('note') }), ({ id }) => `/${company}/training/models/${id}`);
}

export async function moveAlias(company: string, model: string, version: number, _: Outcome, form: FormData): Promise<Outcome> {
  const alias = form.get('alias');
  return submit(modelsApi.moveAlias, { company, model, alias: typeof alias === 'string' ? alias.trim() || '-' : '-' }, form, () => ({ version }));
}

export async function removeAlias(company: string, model: string, alias: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(modelsApi.removeAlias, { company, model, alias }, form, () => ({}));
}

export async function retireVersion(company: string, model: string, version: number, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(modelsApi.retire, { company, model, version: String(version) }, form, (f) => ({ reason: f.optional('reason') }));
}

export async function reduceVersion(company: string, model: string, version: number, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(modelsApi.derive, { company, model, version: String(version) }, form, (f) => {
    const kind = f.text('how.kind');
    return { how: kind === 'prune' ? { kind, share: Number(f.percent('how.share')) } : { kind } };
  });
}
