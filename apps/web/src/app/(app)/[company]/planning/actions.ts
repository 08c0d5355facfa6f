'use server';
import { planningApi } from '@capstan/planning';
import { type Outcome, submit } from '../../../../api/submit.ts';

export async function setOpening(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.setOpeningBalance, { company }, form, (f) => ({ account: f.text('account'), on: f.text('on'), balance: f.money('balance', f.text('balance.currency')) }));
}

export async function reverseBatch(company: string, batch: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.reverseBatch, { company, batch }, form, (f) => ({ reason: f.text('reason') }));
}

export async function classify(company: string, transaction: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.classifyTransaction, { company, transaction }, form, (f) => ({ kind: f.text('kind') }));
}

export async function planCost(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.planCost, { company }, form, (f) => ({ name: f.text('name'), kind: f.text('kind'), monthly: f.money('monthly', f.text('monthly.currency')), from: f.text('from'), to: f.optional('to') }));
}

export async function planRevenue(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.planRevenue, { company }, form, (f) => ({ name: f.text('name'), monthly: f.money('monthly', f.text('monthly.currency')), growth: f.percent('growth') ?? '0', from: f.text('from'), to: f.optional('to') }));
}

export async function dropCost(company: string, cost: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.dropCost, { company, cost }, form, (f) => ({ reason: f.text('reason') }));
}

export async function dropRevenue(company: string, plan: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.dropRevenue, { company, plan }, form, (f) => ({ reason: f.text('reason') }));
}

export async function recordRate(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.recordRate, { company }, form, (f) => ({ from: f.text('from'), to: f.text('to'), on: f.text('on'), rate: f.decimal('rate') }));
}

export async function setAssumptions(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(planningApi.setAssumptions, { company }, form, (f) => ({ raiseMonths: f.number('raiseMonths') }));
}
