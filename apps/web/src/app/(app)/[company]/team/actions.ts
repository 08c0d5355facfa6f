'use server';
import { teamApi } from '@capstan/team';
import type { FormReader } from '../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string }
type Money = NonNullable<ReturnType<FormReader['money']>>;

/** Salaries are typed in the currency chosen beside them. */
const salary = (f: FormReader) => f.money('salary', f.text('currency')) as Money;
const place = (f: FormReader) => {
  const shares = f.number('equity');
  return { role: f.text('role'), team: f.text('team'), country: f.text('country'), startsOn: f.text('startsOn'), salary: salary(f), ...(shares !== undefined && { equity: { shares } }) };
};

export async function planHire(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.planHire, at, form, place); }
export async function changePlan(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.changePlan, at, form, place); }
export async function makeHire(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.makeHire, at, form, (f) => ({ ...place(f), name: f.text('name') })); }
export async function makePlannedHire(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.makePlannedHire, at, form, (f) => ({ ...place(f), name: f.text('name') })); }
export async function withdrawPlan(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.withdrawPlan, at, form, (f) => ({ reason: f.text('reason') })); }
export async function changeHire(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(teamApi.changeHire, at, form, (f) => ({ from: f.text('from'), role: f.optional('role'), team: f.optional('team'), country: f.optional('country'), salary: f.money('salary', f.text('currency')) }));
}
export async function recordLeaving(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.recordLeaving, at, form, (f) => ({ lastDay: f.text('lastDay') })); }
export async function takeHireBack(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.takeHireBack, at, form, (f) => ({ reason: f.text('reason') })); }
export async function erasePerson(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.erasePerson, at, form, (f) => ({ reason: f.text('reason') })); }
export async function takeLeavingBack(at: At, _: Outcome, form: FormData): Promise<Outcome> { return submit(teamApi.takeLeavingBack, at, form, (f) => ({ reason: f.text('reason') })); }

/** One bracket and, if given, a second one: what most countries need; more of them through the API. */
export async function setEmployerCosts(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(teamApi.setEmployerCosts, at, form, (f) => {
    const currency = f.text('currency');
    const [above, upTo] = [f.money('brackets.0.above', currency), f.money('brackets.0.upTo', currency)];
    return { country: f.text('country'), from: f.text('from'), currency, source: f.text('source'), brackets: [{ name: f.text('brackets.0.name'), rate: f.percent('brackets.0.rate') as string, ...(above && { above: above.amount }), ...(upTo && { upTo: upTo.amount }) }] };
  });
}
