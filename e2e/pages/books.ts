import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Company } from './company.ts';
import type { Person } from './people.ts';

const demo = (name: string) => readFileSync(join(import.meta.dirname, '../../tools/demo/files', name), 'utf8');

/** Sends a command as this person's browser would, past the forms: for what a journey needs and is not about. */
export async function send(person: Person, company: Company, method: 'POST' | 'PUT', path: string, data: object): Promise<Record<string, unknown>> {
  const url = `/api/companies/${company.id}/${path}`;
  const answer = await person.page.request.fetch(url, { method, data, headers: { origin: new URL(person.page.url()).origin } });
  expect(answer.ok(), `${method} ${url}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as Record<string, unknown>;
}

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Two years of books: shares, people, bank, cloud bill, revenue plan. */
export async function keepBooks(founder: Person, company: Company): Promise<void> {
  await send(founder, company, 'POST', 'capital/shares', { holder: founder.name, class: 'Common', shares: 8_000_000, issuedOn: '2024-11-04' });
  for (const currency of ['SEK', 'GBP']) await send(founder, company, 'POST', 'planning/exchange-rates', { from: currency, to: 'EUR', on: '2024-11-04', rate: currency === 'SEK' ? '0.0885' : '1.17' });
  await send(founder, company, 'POST', 'team/imports', { text: demo('hires.csv') });
  await send(founder, company, 'POST', 'planning/bank', { account: 'Main', currency: 'EUR', text: demo('bank.csv'), mapping: { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Reference', counterparty: 'Counterparty', balance: 'Balance' } });
  await send(founder, company, 'POST', 'compute/bills', { text: demo('cloud-bill.csv') });
  await send(founder, company, 'POST', 'compute/reservations', { gpu: 'H100', count: 4, provider: 'Nebius', monthly: eur(860_000), from: '2026-12', to: '2027-12' });
  await send(founder, company, 'POST', 'market/revenue', { month: '2026-10', amount: eur(1_060_000), recurring: true, customers: 17 });
}

/** A cap table of two classes, with a pool, options that vest and a SAFE. */
export async function keepCapTable(founder: Person, company: Company): Promise<void> {
  const record = (path: string, data: object, method: 'POST' | 'PUT' = 'POST') => send(founder, company, method, `capital/${path}`, data);
  await record('shares', { holder: 'Selma Roth', class: 'Common', shares: 2_500_000, issuedOn: '2024-11-04' });
  await record('shares', { holder: 'Delta Partners', class: 'Series Seed', shares: 1_250_000, issuedOn: '2024-12-02', paid: eur(150_000_000) });
  await record('pool', { shares: 900_000, setOn: '2024-12-09' }, 'PUT');
  await record('grants', {
    holder: 'Jonas Ek', kind: 'option', shares: 120_000, strike: ['1', '4'], grantedOn: '2025-01-06', earlyExercise: false,
    vesting: { kind: 'schedule', start: '2025-01-06', every: { length: 1, unit: 'months' }, periods: 48, allocation: 'CUMULATIVE_ROUND_DOWN', dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH', cliff: { length: 12, unit: 'months' } },
  });
  await record('safes', { investor: 'Quay Angels', amount: eur(40_000_000), kind: 'post-money', cap: eur(900_000_000), mfn: false, signedOn: '2025-01-15' });
}
