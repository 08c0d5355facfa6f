// The demo company's story, told once: the generator writes its bank statement and cloud bill from it,
// the seeder records the rest. Months run from 2024-11 to 2026-10; the seeder moves them so that they end last month.
export const FIRST_MONTH = '2024-11';
export const LAST_MONTH = '2026-10';

export const company = { name: 'Ladeschein (demo)', currency: 'EUR', country: 'DE', foundedOn: '2024-11-04' };

export const founders = [
  { name: 'Mira Okafor', shares: 4_200_000 },
  { name: 'Jonas Lindqvist', shares: 3_800_000 },
];
export const pool = 1_000_000;

export const safe = { investor: 'Elbe Angels', amount: 40_000_000, cap: 600_000_000, signedOn: '2024-12-09' };

export const seed = {
  name: 'Seed', openedOn: '2025-04-14', preMoney: 720_000_000, target: 180_000_000, closedOn: '2025-06-20',
  commitments: [
    { investor: 'Nordlicht Ventures', amount: 120_000_000, on: '2025-05-06' },
    { investor: 'Kanal Kapital', amount: 60_000_000, on: '2025-05-22' },
  ],
};

export const seriesA: Omit<typeof seed, 'closedOn'> & { closedOn?: string } = {
  name: 'Series A', openedOn: '2026-09-15', preMoney: 2_400_000_000, target: 600_000_000,
  commitments: [{ investor: 'Nordlicht Ventures', amount: 100_000_000, on: '2026-10-12' }],
};

export interface Person { name: string; role: string; team: string; country: string; currency: string; salary: number; starts: string; leaves?: string }

/** Yearly salaries in whole units of the currency. */
export const people: readonly Person[] = [
  { name: 'Mira Okafor', role: 'CEO', team: 'Founders', country: 'DE', currency: 'EUR', salary: 66_000, starts: '2025-01-01' },
  { name: 'Jonas Lindqvist', role: 'CTO', team: 'Founders', country: 'SE', currency: 'SEK', salary: 720_000, starts: '2025-01-01' },
  { name: 'Leonie Brandt', role: 'ML engineer', team: 'Engineering', country: 'DE', currency: 'EUR', salary: 84_000, starts: '2025-02-01' },
  { name: 'Tomasz Zielak', role: 'Backend engineer', team: 'Engineering', country: 'DE', currency: 'EUR', salary: 76_000, starts: '2025-05-01' },
  { name: 'Priya Raman', role: 'Designer', team: 'Product', country: 'GB', currency: 'GBP', salary: 58_000, starts: '2025-07-01', leaves: '2026-03-31' },
  { name: 'Anselm Vogt', role: 'Research engineer', team: 'Engineering', country: 'DE', currency: 'EUR', salary: 92_000, starts: '2025-08-15' },
  { name: 'Hanna Sjöberg', role: 'Customer success', team: 'Sales', country: 'SE', currency: 'SEK', salary: 540_000, starts: '2025-10-01' },
  { name: 'Dario Conti', role: 'Account executive', team: 'Sales', country: 'DE', currency: 'EUR', salary: 70_000, starts: '2026-02-01' },
  { name: 'Wei Zhang', role: 'ML engineer', team: 'Engineering', country: 'DE', currency: 'EUR', salary: 88_000, starts: '2026-05-01' },
];

/** Months counted from the last month of the story: 2 is two months after it. */
export const planned = [
  { role: 'Senior ML engineer', team: 'Engineering', country: 'DE', currency: 'EUR', salary: 105_000, startsIn: 3, equity: 40_000 },
  { role: 'Product designer', team: 'Product', country: 'DE', currency: 'EUR', salary: 72_000, startsIn: 4, equity: 15_000 },
  { role: 'Head of sales', team: 'Sales', country: 'DE', currency: 'EUR', salary: 110_000, startsIn: 6, equity: 30_000 },
] as const;

/** Units of the company's currency for one unit of another, as of the story. */
export const rates: Readonly<Record<string, string>> = { EUR: '1', SEK: '0.0885', GBP: '1.17', USD: '0.92' };

/** Employer's cost above the salary, as the bank sees it (the product computes its own from brackets). */
export const employerLoad: Readonly<Record<string, number>> = { DE: 0.21, SE: 0.3142, GB: 0.135 };

export const rent = { from: '2025-02', monthly: 3_400 };
export const reservation = { gpu: 'H100', count: 4, provider: 'Nebius', monthly: 860_000, fromIn: 2, months: 12 };
export const gpuBudget = [{ from: '2025-01', monthly: 400_000 }, { from: '2025-09', monthly: 900_000 }, { from: '2026-05', monthly: 1_600_000 }];

/** What the plan adds to what already runs; months counted from the story's last month. */
export const plannedCosts = [
  { name: 'Second office floor', kind: 'other', monthly: 240_000, fromIn: 4 },
  { name: 'Security certification', kind: 'other', monthly: 180_000, fromIn: 3 },
] as const;
export const plannedRevenue = { monthly: 1_130_000, growth: '0.06' };

export const demoPassword = 'capstan-demo';
export const demoPeople = {
  founder: { name: 'Mira Okafor', email: 'founder@demo.example' },
  investor: { name: 'Ida Nordahl', email: 'investor@demo.example' },
  engineer: { name: 'Leonie Brandt', email: 'engineer@demo.example' },
} as const;
