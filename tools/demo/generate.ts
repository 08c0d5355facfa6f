// Writes the demo company's bank statement, cloud bill, hires and revenue from its story: node tools/demo/generate.ts
// The same seed always writes the same files; a test compares them with what is committed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, lastDay, months } from '@capstan/kernel';
import { employerLoad, FIRST_MONTH, LAST_MONTH, people, planned, rates, rent, safe, seed } from './story.ts';

/** mulberry32: small, seeded, good enough for plausible noise. */
function noise(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const all = months(FIRST_MONTH, LAST_MONTH);
const index = (month: string) => all.indexOf(month);
const day = (month: string, d: number) => `${month}-${String(d).padStart(2, '0')}`;
const csv = (rows: readonly (readonly (string | number)[])[]) =>
  `${rows.map((row) => row.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')).join('\n')}\n`;

/** Recurring revenue of a month in whole units: nothing before the product, then growth that slows. */
export const revenueOf = (month: string) => {
  const n = index(month) - index('2025-08');
  return n < 0 ? 0 : Math.round((1_800 * 1.135 ** n) / 10) * 10;
};
const customersOf = (month: string) => Math.max(0, Math.round(revenueOf(month) / 640));

/** Cloud cost of a month in whole units: grows with customers and with the pilots. */
const cloudOf = (month: string) => 900 + 380 * index(month) + 0.16 * revenueOf(month) + (index(month) % 4 === 2 ? 2_600 : 0);

const employed = (month: string) => people.filter((p) => p.starts <= lastDay(month) && (!p.leaves || p.leaves >= day(month, 1)));
const payrollOf = (month: string) => employed(month).map((p) => {
  const gross = (p.salary / 12) * Number(rates[p.currency]);
  const share = p.starts.slice(0, 7) === month && p.starts.endsWith('15') ? 0.5 : 1;
  return { name: p.name, net: gross * 0.62 * share, tax: gross * (0.38 + (employerLoad[p.country] ?? 0.2)) * share };
});

export function bankStatement(): string {
  const random = noise(20241104);
  const rows: { on: string; who: string; text: string; amount: number }[] = [];
  const book = (on: string, who: string, text: string, amount: number) => rows.push({ on, who, text, amount: Math.round(amount * 100) / 100 });
  book('2024-11-06', 'Mira Okafor', 'Founders capital', 25_000);
  book('2024-11-06', 'Jonas Lindqvist', 'Founders capital', 25_000);
  book(safe.signedOn, safe.investor, 'SAFE investment', safe.amount / 100);
  for (const c of seed.commitments) book(seed.closedOn, c.investor, 'Seed round, series seed preferred', c.amount / 100);
  for (const month of all) {
    const salaries = payrollOf(month);
    for (const s of salaries) book(day(month, 27), s.name, `Salary ${month}`, -s.net);
    if (salaries.length) book(day(month, 28), 'Finanzamt / social insurance', `Payroll tax and social insurance ${month}`, -salaries.reduce((a, s) => a + s.tax, 0));
    if (month >= rent.from) book(day(month, 1), 'Speicherstadt Offices', `Rent ${month}`, -rent.monthly);
    const before = addMonths(month, -1);
    if (index(before) >= 0) book(day(month, 9), 'Nebius Cloud', `Invoice cloud compute ${before}`, -cloudOf(before));
    book(day(month, 12), 'Software subscriptions', 'Tools: code hosting, mail, design', -(180 + 95 * employed(month).length + 60 * random()));
    book(day(month, 18), 'Kanzlei Petersen', 'Legal and accounting', -(index(month) % 6 === 5 ? 4_200 : 950 + 300 * random()));
    if (index(month) > 5) book(day(month, 20), 'Travel and events', 'Trains, fairs, customers', -(300 + 900 * random() + 12 * index(month)));
    const income = revenueOf(before);
    if (index(before) >= 0 && income > 0) {
      const parts = [0.46, 0.31, 0.23];
      parts.forEach((share, i) => book(day(month, 5 + 3 * i), ['Hafenlogistik Nord', 'Baltic Freight AB', 'Card payments payout'][i]!, `Customer invoice, subscriptions ${before}`, income * share));
    }
    if (month === '2025-12' || month === '2026-06') book(day(month, 22), 'Finanzamt', 'VAT refund', 3_100 + 900 * random());
  }
  rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let balance = 0;
  return csv([['Date', 'Counterparty', 'Reference', 'Amount', 'Balance', 'Currency'],
    ...rows.map((r) => { balance += r.amount; return [r.on, r.who, r.text, r.amount.toFixed(2), balance.toFixed(2), 'EUR']; })]);
}

const SERVICES = [
  ['GPU virtual machines', 'Compute', 0.52, 'GPU-Hours', 2.95, 'pilot training'],
  ['Inference endpoints', 'Compute', 0.24, 'GPU-Hours', 1.55, 'production inference'],
  ['Object storage', 'Storage', 0.11, 'GB-Months', 0.021, 'document images'],
  ['Managed database', 'Databases', 0.09, 'Hours', 0.31, 'product'],
  ['Data transfer', 'Networking', 0.04, 'GB', 0.05, 'product'],
] as const;

/** A FOCUS 1.0 bill, four charges a service a month, amounts to eleven places as clouds print them. */
export function cloudBill(): string {
  const random = noise(7);
  const head = ['BilledCost', 'BillingAccountId', 'BillingAccountName', 'BillingCurrency', 'BillingPeriodEnd', 'BillingPeriodStart', 'ChargeCategory', 'ChargeClass', 'ChargeDescription', 'ChargeFrequency', 'ChargePeriodEnd', 'ChargePeriodStart', 'ConsumedQuantity', 'ConsumedUnit', 'ContractedCost', 'EffectiveCost', 'InvoiceIssuerName', 'ListCost', 'PricingCategory', 'PricingQuantity', 'PricingUnit', 'ProviderName', 'PublisherName', 'RegionId', 'ResourceId', 'ServiceCategory', 'ServiceName', 'SkuId', 'Tags'];
  const rows = all.flatMap((month) => {
    const next = addMonths(month, 1);
    const charges = SERVICES.flatMap(([service, category, share, unit, price, purpose]) => [2, 9, 16, 23].map((d) => {
      const cost = cloudOf(month) * share * 0.25 * (0.9 + 0.2 * random());
      const period = [`${day(month, d)} 00:00:00`, `${day(month, d + 5)} 00:00:00`] as const;
      return charge(month, next, cost, service, category, unit, price, purpose, period);
    }));
    const credit = index(month) < 6 ? [charge(month, next, -150, 'Start-up programme', 'Other', 'Credits', 1, 'credit', [`${day(month, 1)} 00:00:00`, `${day(next, 1)} 00:00:00`])] : [];
    return [...charges, ...credit];
  });
  return csv([head, ...rows]);
}

function charge(month: string, next: string, cost: number, service: string, category: string, unit: string, price: number, purpose: string, [from, to]: readonly [string, string]): string[] {
  const amount = cost.toFixed(11);
  const quantity = (cost / price).toFixed(6);
  return [amount, 'ladeschein-01', 'Ladeschein', 'EUR', `${next}-01 00:00:00`, `${month}-01 00:00:00`, cost < 0 ? 'Credit' : 'Usage', 'NULL', `${service}, ${purpose}`, 'Usage-Based', to, from, quantity, unit, amount, amount, 'Nebius', amount, 'Standard', quantity, unit, 'Nebius', 'Nebius', 'eu-north1', `res-${service.toLowerCase().replaceAll(' ', '-')}`, category, service, service.slice(0, 3).toUpperCase(), `{"purpose": "${purpose}"}`];
}

/** Recurring revenue and customers of each month, what winning them cost and what serving them did. */
export function revenue(): string {
  return csv([['month', 'recurring', 'customers', 'newCustomers', 'churned', 'acquisition', 'costOfRevenue'], ...all.filter((m) => revenueOf(m) > 0).map((m) => {
    const [now, before] = [customersOf(m), index(m) > 0 ? customersOf(addMonths(m, -1)) : 0];
    const churned = index(m) % 3 === 1 && before > 8 ? 1 : 0;
    return [m, revenueOf(m).toFixed(2), now, Math.max(0, now - before + churned), churned, (2_100 + 60 * index(m)).toFixed(2), (0.31 * revenueOf(m) + 240).toFixed(2)];
  })]);
}

/** Everyone hired, gone and planned, in the columns of the product's own import. */
export function hires(): string {
  const made = people.map((p) => ['made', p.name, p.role, p.team, p.country, p.starts, p.leaves ?? '', p.salary, p.currency, '']);
  const plans = planned.map((p) => ['planned', '', p.role, p.team, p.country, day(addMonths(LAST_MONTH, p.startsIn), 1), '', p.salary, p.currency, p.equity]);
  return csv([['status', 'name', 'role', 'team', 'country', 'starts_on', 'last_day', 'salary', 'currency', 'equity_shares'], ...made, ...plans]);
}

export const files = { 'bank.csv': bankStatement, 'cloud-bill.csv': cloudBill, 'hires.csv': hires, 'revenue.csv': revenue } as const;

if (process.argv[1] === import.meta.filename) {
  for (const [name, write] of Object.entries(files)) writeFileSync(join(import.meta.dirname, 'files', name), write());
}
