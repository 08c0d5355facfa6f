'use server';
import { grantsApi } from '@capstan/capital';
import { exact, type Fraction } from '@capstan/kernel';
import type { FormReader } from '../../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string }

const fraction = (text: string | undefined): Fraction | undefined => {
  const value = text === undefined ? undefined : exact.parseDecimal(text);
  return value && exact.toFraction(value);
};
const price = (f: FormReader, name: string) => fraction(f.decimal(name));
const part = (f: FormReader, name: string) => fraction(f.percent(name));

/** A regular schedule as the form has it; null where no months are named. */
function vesting(f: FormReader): Record<string, unknown> | null {
  const [months, every, cliff] = [f.number('vesting.periods'), Number(f.text('vesting.every')), f.number('vesting.cliff')];
  if (months === undefined) return null;
  const atCliff = part(f, 'vesting.cliff.part');
  return {
    kind: 'schedule', start: f.text('vesting.start'), every: { length: every, unit: 'months' }, periods: months / every, allocation: f.text('vesting.allocation'), dayOfMonth: f.text('vesting.dayOfMonth'),
    ...(cliff && { cliff: { length: cliff, unit: 'months', ...(atCliff && { part: atCliff }) } }),
  };
}

export async function makeGrant(at: At, hire: string | undefined, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.makeGrant, at, form, (f) => ({
    holder: f.text('holder'), kind: f.text('kind'), shares: f.number('shares'), strike: price(f, 'strike'), fairValue: price(f, 'fairValue'), grantedOn: f.text('grantedOn'), expiresOn: f.optional('expiresOn'),
    plan: f.optional('plan'), class: f.optional('class'), earlyExercise: f.checked('earlyExercise'), vesting: vesting(f), hire, ...(f.checked('outsidePool') && { outsidePool: true }),
  }));
}
export async function adoptPlan(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.adoptPlan, at, form, (f) => ({ name: f.text('name'), class: f.text('class'), shares: f.number('shares'), adoptedOn: f.text('adoptedOn'), cancelled: f.text('cancelled') }));
}
export async function exerciseGrant(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.exerciseGrant, at, form, (f) => ({ shares: f.number('shares'), exercisedOn: f.text('exercisedOn'), paid: f.money('paid', currency) }));
}
export async function releaseUnits(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.releaseUnits, at, form, (f) => ({ shares: f.number('shares'), releasedOn: f.text('releasedOn') }));
}

/** How much vests early, from the fields of the form. */
function rule(f: FormReader): Record<string, unknown> {
  const kind = f.text('rule.kind');
  if (kind === 'part') return { kind, part: part(f, 'rule.part') };
  if (kind === 'months') return { kind, months: f.number('rule.months') };
  return kind === 'shares' ? { kind, shares: f.number('rule.shares') } : { kind };
}
export async function accelerateGrant(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.accelerateGrant, at, form, (f) => ({ rule: rule(f), order: f.text('order'), acceleratedOn: f.text('acceleratedOn'), reason: f.text('reason') }));
}
export async function terminateGrant(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.terminateGrant, at, form, (f) => {
    const changeOfControlOn = f.optional('acceleration.changeOfControlOn');
    const share = part(f, 'acceleration.rule.part');
    return {
      lastDay: f.text('lastDay'), reason: f.text('reason'), exercisableUntil: f.optional('exercisableUntil'),
      ...(changeOfControlOn && { acceleration: { changeOfControlOn, withinMonths: f.number('acceleration.withinMonths'), rule: share ? { kind: 'part', part: share } : { kind: 'all' } } }),
    };
  });
}
export async function cancelGrant(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.cancelGrant, at, form, (f) => ({ cancelledOn: f.text('cancelledOn'), reason: f.text('reason') }));
}
export async function meetCondition(at: At, condition: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(grantsApi.meetCondition, at, form, (f) => ({ condition, metOn: f.text('metOn') }));
}
