import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capitalApi } from '@capstan/capital';
import { computeApi } from '@capstan/compute';
import { addMonths, minorDigits } from '@capstan/kernel';
import { marketApi } from '@capstan/market';
import { planningApi } from '@capstan/planning';
import type { DemoPerson } from './client.ts';
import type { Shift } from './shift.ts';
import * as story from './story.ts';

export interface Scene { founder: DemoPerson; engineer: DemoPerson; company: string; shift: Shift; today: string }

export const file = (name: string): string => readFileSync(join(import.meta.dirname, 'files', name), 'utf8');
export const eur = (amount: number) => ({ amount, currency: story.company.currency });

/** Shares, pool, SAFE, a closed seed round and an open Series A. */
export async function capital({ founder, company, shift }: Scene): Promise<void> {
  const at = { company };
  for (const f of story.founders) await founder.send(`shares-${f.name}`.replaceAll(' ', '-'), capitalApi.issueShares, at, { holder: f.name, class: 'Common', shares: f.shares, issuedOn: shift.day(story.company.foundedOn) });
  await founder.send('pool-first', capitalApi.setPool, at, { shares: story.pool, setOn: shift.day(story.safe.signedOn) });
  await founder.send('safe-first', capitalApi.signSafe, at, { investor: story.safe.investor, amount: eur(story.safe.amount), kind: 'post-money', cap: eur(story.safe.cap), signedOn: shift.day(story.safe.signedOn) });
  for (const round of [story.seed, story.seriesA] as (typeof story.seriesA)[]) {
    const { id } = await founder.send(`round-${round.name}`.replaceAll(' ', '-'), capitalApi.openRound, at, { name: round.name, preMoney: eur(round.preMoney), target: eur(round.target), poolTarget: '0.1', openedOn: shift.day(round.openedOn) });
    const of = { company, round: String(id) };
    for (const [i, c] of round.commitments.entries()) await founder.send(`commitment-${round.name}-${i}`.replaceAll(' ', '-'), capitalApi.makeCommitment, of, { investor: c.investor, amount: eur(c.amount), committedOn: shift.day(c.on) });
    if (round.closedOn) await founder.send('close-seed', capitalApi.closeRound, of, { closedOn: shift.day(round.closedOn), class: 'Seed preferred' });
  }
}

/** The bank statement and the cloud bill, through the importers; revenue, rates, plans, budget and a reservation. */
export async function money({ founder, engineer, company, shift }: Scene): Promise<void> {
  const at = { company };
  for (const [currency, rate] of Object.entries(story.rates)) {
    if (currency !== 'EUR') await founder.send(`rate-${currency}`, planningApi.recordRate, at, { from: currency, to: 'EUR', on: shift.day(story.company.foundedOn), rate });
  }
  await founder.send('bank-file', planningApi.importBank, at, {
    account: 'Main account', currency: 'EUR', text: shift.text(file('bank.csv')),
    mapping: { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Reference', counterparty: 'Counterparty', balance: 'Balance' },
  });
  await engineer.send('cloud-bill', computeApi.importBill, at, { text: shift.text(file('cloud-bill.csv')) });
  await revenue(founder, company, shift);
  for (const [i, step] of story.gpuBudget.entries()) {
    const until = story.gpuBudget[i + 1]?.from ?? addMonths(story.LAST_MONTH, 13);
    for (let month = step.from; month < until; month = addMonths(month, 1)) await engineer.send(`gpu-budget-${month}`, computeApi.setGpuBudget, at, { month: shift.month(month), amount: eur(step.monthly) });
  }
  const r = story.reservation;
  await engineer.send('reservation-1', computeApi.makeReservation, at, { gpu: r.gpu, count: r.count, provider: r.provider, monthly: eur(r.monthly), from: shift.ahead(r.fromIn), to: shift.ahead(r.fromIn + r.months - 1) });
  for (const plan of story.plannedCosts) await founder.send(`cost-${plan.name}`.replaceAll(' ', '-'), planningApi.planCost, at, { name: plan.name, kind: plan.kind, monthly: eur(plan.monthly), from: shift.ahead(plan.fromIn) });
  await founder.send('revenue-plan', planningApi.planRevenue, at, { name: 'Subscriptions', monthly: eur(story.plannedRevenue.monthly), growth: story.plannedRevenue.growth, from: shift.ahead(1) });
}

async function revenue(founder: DemoPerson, company: string, shift: Shift): Promise<void> {
  const [, ...rows] = file('revenue.csv').trim().split('\n').map((line) => line.split(','));
  const minor = 10 ** minorDigits('EUR');
  const cents = (whole: string | undefined) => eur(Math.round(Number(whole) * minor));
  for (const [month, recurring, customers, newCustomers, churned, acquisition, costOfRevenue] of rows) {
    await founder.send(`revenue-${month}`, marketApi.recordRevenue, { company }, {
      month: shift.month(month!), amount: cents(recurring), recurring: true, acquisition: cents(acquisition), costOfRevenue: cents(costOfRevenue),
      customers: Number(customers), newCustomers: Number(newCustomers), churned: Number(churned),
    });
  }
}
