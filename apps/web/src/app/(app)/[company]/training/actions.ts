'use server';
import { externalApi, estimateFlops, estimateSeconds, parameterCount, trainingBytes, type MachineView, milliseconds, RunSpec, runCarbon, runCost, runEnergy, shapeOf, trainingApi, type DatasetView } from '@capstan/training';
import { api } from '../../../../api/read.ts';
import { FormReader } from '../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../api/submit.ts';
import { format, locale } from '../../../../i18n/locale.ts';
import { words } from '../../../../i18n/words.ts';
import { sayEmitted, sayEnergy, sayFlops } from './figures.tsx';
import { requestFrom } from './request-form.ts';

export async function requestRun(company: string, dataset: string, model: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.requestRun, { company }, form, (f) => ({ ...requestFrom(f, dataset, model), costCap: f.money('costCap.amount', currency) ?? null }), ({ id }) => `/${company}/training/runs/${id}`);
}

export async function stopRun(company: string, run: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.stopRun, { company, run }, form, () => ({}));
}

export async function endExternalRun(company: string, run: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(externalApi.endExternalRun, { company, run }, form, () => ({}));
}

export async function pauseRun(company: string, run: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.pauseRun, { company, run }, form, () => ({}));
}

export async function resumeRun(company: string, run: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.resumeRun, { company, run }, form, () => ({}));
}

export async function retryRun(company: string, run: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.retryRun, { company, run }, form, () => ({}), ({ id }) => `/${company}/training/runs/${id}`);
}

export async function withdrawDataset(company: string, dataset: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.withdrawDataset, { company, dataset }, form, () => ({}));
}

export async function priceMachine(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(trainingApi.priceMachine, { company }, form, (f) => ({ pricePerHour: f.money('pricePerHour.amount', currency), watts: f.number('watts'), pue: f.number('pue'), ...gridFrom(f) }));
}

/** Left empty altogether, the carbon intensity is unknown; with half of it typed, the other half is asked for. */
function gridFrom(f: FormReader): { grid?: { gramsPerKwh: number | undefined; source: string } } {
  const [typed, source] = [f.text('grid.gramsPerKwh'), f.text('grid.source')];
  return typed === '' && source === '' ? {} : { grid: { gramsPerKwh: f.number('grid.gramsPerKwh'), source } };
}

/** What a run as typed so far would take, in the reader's language; nothing while the settings do not fit. */
export async function estimateRun(company: string, dataset: string, model: string, form: FormData): Promise<{ name: string; value: string }[]> {
  const [t, f, reader, datasets, machine] = await Promise.all([words('training'), format(), locale().then((l) => new FormReader(form, l)), api(trainingApi.datasets, { params: { company } }), api(trainingApi.machine, { params: { company } })]);
  const data = datasets.find((one) => one.dataset === dataset);
  const { name: _, dataset: chosen, ...settings } = requestFrom(reader, dataset, model);
  const spec = data && RunSpec.safeParse({ ...settings, dataset: { dataset, label: chosen.label, hash: data.hash, kind: data.kind } });
  if (!spec?.success || reader.unreadable.length > 0) return [];
  return said(spec.data, data!, machine, f, t);
}

function said(spec: RunSpec, data: DatasetView, { machine, pace, assumed: priceAssumed }: MachineView, f: Awaited<ReturnType<typeof format>>, t: Awaited<ReturnType<typeof words>>): { name: string; value: string }[] {
  const shape = shapeOf(data, spec.data), flops = estimateFlops(spec, shape);
  const { seconds, assumed } = estimateSeconds(flops, spec.model.kind, pace);
  const wallMs = milliseconds(seconds);
  const { cost, exact } = runCost(wallMs, machine);
  const energy = runEnergy(wallMs, machine), carbon = runCarbon(energy, machine);
  const price = cost.amount === 0 ? t('lessThan', { amount: f.exact({ amount: 1, currency: cost.currency }) }) : f.exact(cost);
  return [
    ...(spec.model.kind === 'baseline' ? [] : [{ name: t('estimate.size'), value: t('estimate.sizeOf', { parameters: f.number(parameterCount(spec.model, shape)), memory: f.number(Math.ceil(trainingBytes(spec, shape) / 2 ** 20)) }) }]),
    { name: t('estimate.flops'), value: sayFlops(flops, f) },
    { name: t('estimate.time'), value: `${f.duration(seconds)}${assumed ? ` · ${t('estimate.assumedPace')}` : ''}` },
    { name: t('estimate.cost'), value: `${price} (${t('estimate.exact', { minor: f.number(Number(exact), 3) })})${priceAssumed ? ` · ${t('machine.assumed')}` : ''}` },
    { name: t('estimate.energy'), value: sayEnergy(energy, f) },
    { name: t('estimate.carbon'), value: carbon === null || !machine.grid ? t('carbon.unknown') : sayEmitted({ kg: carbon, ...machine.grid }, f, t) },
  ];
}
