/** `undiscounted`: the first flow is today's (the field's NPV). `discounted`: it comes after one period (Excel's NPV). */
export type FirstFlow = 'undiscounted' | 'discounted';

/** Net present value of flows one period apart at a rate per period above −1. */
export const npv = (rate: number, flows: readonly number[], first: FirstFlow = 'undiscounted'): number =>
  flows.reduceRight((later, flow) => flow + later / (1 + rate), 0) / (first === 'discounted' ? 1 + rate : 1);

/**
 * Modified internal rate: what goes out is financed at one rate, what comes in is reinvested at another until the end.
 * Null where nothing goes out, nothing comes in, or there is only one moment: then there is no such rate.
 */
export function mirr(flows: readonly number[], financeRate: number, reinvestRate: number): number | null {
  const periods = flows.length - 1;
  const out = npv(financeRate, flows.map((f) => Math.min(f, 0)));
  const back = npv(reinvestRate, flows.map((f) => Math.max(f, 0))) * (1 + reinvestRate) ** periods;
  return periods < 1 || out === 0 || back === 0 ? null : (back / -out) ** (1 / periods) - 1;
}

/** When a payment of a period is made. */
export type When = 'end' | 'begin';

/** Σ of growth over the periods: what payments of 1 come to at the end. */
const annuity = (rate: number, periods: number, when: When): number =>
  rate === 0 ? periods : (Math.expm1(periods * Math.log1p(rate)) / rate) * (when === 'begin' ? 1 + rate : 1);

/** The even payment that brings `present` to `future` in so many periods; money received is positive, so repaying a loan is negative. */
export const pmt = (rate: number, periods: number, present: number, future = 0, when: When = 'end'): number =>
  -(future + present * (1 + rate) ** periods) / annuity(rate, periods, when);

/** What `present` and even payments come to at the end; money paid in is negative. */
export const fv = (rate: number, periods: number, payment: number, present: number, when: When = 'end'): number =>
  -(present * (1 + rate) ** periods + payment * annuity(rate, periods, when));

/** What even payments and `future` at the end are worth today. */
export const pv = (rate: number, periods: number, payment: number, future = 0, when: When = 'end'): number =>
  -(future + payment * annuity(rate, periods, when)) / (1 + rate) ** periods;
