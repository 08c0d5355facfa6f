'use server';
import { marketApi } from '@capstan/market';
import { type Outcome, submit } from '../../../../api/submit.ts';
import type { FormReader } from '../../../../api/read-form.ts';

const details = (f: FormReader, currency: string) => ({
  month: f.text('month'), amount: f.money('amount', currency), recurring: f.text('kind') === 'recurring', customers: f.number('customers'), newCustomers: f.number('newCustomers'), churned: f.number('churned'),
  acquisition: f.money('acquisition', currency), costOfRevenue: f.money('costOfRevenue', currency),
});

export async function recordRevenue(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(marketApi.recordRevenue, { company }, form, (f) => details(f, currency));
}

export async function correctRevenue(company: string, revenue: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(marketApi.correctRevenue, { company, revenue }, form, (f) => ({ ...details(f, currency), reason: f.text('reason') }));
}

export async function withdrawRevenue(company: string, revenue: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(marketApi.withdrawRevenue, { company, revenue }, form, (f) => ({ reason: f.text('reason') }));
}
