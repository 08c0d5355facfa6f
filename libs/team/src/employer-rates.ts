import type { EmployerCosts } from './events.ts';

const inUnits = (whole: number) => whole * 100;

/** US social security is due up to a wage base that rises every January; Medicare has none. */
const us = (year: string, wageBase: number): EmployerCosts => ({
  country: 'US', from: `${year}-01-01`, currency: 'USD', source: `FICA: Social Security Administration, wage base ${year}`,
  brackets: [{ name: 'Social security', rate: '0.062', upTo: inUnits(wageBase) }, { name: 'Medicare', rate: '0.0145' }],
});

/**
 * What employers pay on top of a salary when the company has not said otherwise. Yearly amounts in minor units of the
 * country's currency. `unsure`: no source was read for this figure; check it with your payroll office.
 * Countries that are not here are unknown, and so is what a hire there costs.
 */
export const employerRates: readonly EmployerCosts[] = [
  us('2023', 160_200), us('2024', 168_600), us('2025', 176_100), us('2026', 184_500),
  { country: 'GB', from: '2022-11-06', currency: 'GBP', source: 'HMRC, employer National Insurance, secondary threshold £9,100', brackets: [{ name: 'National Insurance', rate: '0.138', above: inUnits(9_100), unsure: true }] },
  { country: 'GB', from: '2025-04-06', currency: 'GBP', source: 'HMRC, employer National Insurance from April 2025', brackets: [{ name: 'National Insurance', rate: '0.15', above: inUnits(5_000) }] },
  { country: 'SE', from: '2009-01-01', currency: 'SEK', source: 'Skatteverket, arbetsgivaravgifter', brackets: [{ name: 'Arbetsgivaravgifter', rate: '0.3142' }] },
  { country: 'DE', from: '2020-01-01', currency: 'EUR', source: 'rule of thumb: about 21 %, capped', brackets: [{ name: 'Sozialversicherung', rate: '0.21', upTo: inUnits(90_000), unsure: true }] },
  { country: 'FR', from: '2020-01-01', currency: 'EUR', source: 'rule of thumb: up to about 45 %', brackets: [{ name: 'Cotisations patronales', rate: '0.45', unsure: true }] },
  { country: 'CN', from: '2020-01-01', currency: 'CNY', source: 'rule of thumb: 25 to 40 % by city, the middle', brackets: [{ name: '社会保险和住房公积金', rate: '0.325', unsure: true }] },
];
