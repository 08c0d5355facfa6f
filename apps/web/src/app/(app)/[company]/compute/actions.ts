'use server';
import { computeApi } from '@capstan/compute';
import { type Outcome, submit } from '../../../../api/submit.ts';

export async function recordSpend(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.recordSpend, { company }, form, (f) => ({
    on: f.text('on'), provider: f.text('provider'), purpose: f.text('purpose'), description: f.text('description'), amount: f.money('amount', f.text('amount.currency')), gpuHours: f.number('gpuHours'),
  }));
}

export async function reverseSpend(company: string, spend: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.reverseSpend, { company, spend }, form, (f) => ({ reason: f.text('reason') }));
}

export async function reverseBill(company: string, bill: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.reverseBill, { company, bill }, form, (f) => ({ reason: f.text('reason') }));
}

export async function setBudget(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.setGpuBudget, { company }, form, (f) => ({ month: f.text('month'), amount: f.money('amount', currency) }));
}

export async function makeReservation(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.makeReservation, { company }, form, (f) => ({
    gpu: f.text('gpu'), count: f.number('count'), provider: f.text('provider'), monthly: f.money('monthly', f.text('monthly.currency')), from: f.text('from'), to: f.text('to'),
  }));
}

export async function endReservation(company: string, reservation: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.endReservation, { company, reservation }, form, (f) => ({ last: f.optional('last') ?? null, reason: f.text('reason') }));
}

export async function observePrice(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(computeApi.observeGpuPrice, { company }, form, (f) => ({
    gpu: f.text('gpu'), provider: f.text('provider'), on: f.text('on'), perHour: f.money('perHour', f.text('perHour.currency')), kind: f.text('kind'),
  }));
}
