'use server';
import { capitalApi, type MfnElection } from '@capstan/capital';
import type { FormReader } from '../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string }
type Money = NonNullable<ReturnType<FormReader['money']>>;
/** What was left empty goes out empty: the contract says what is missing. */
const money = (f: FormReader, name: string, currency: string) => f.money(name, currency) as Money;

export async function issueShares(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.issueShares, at, form, (f) => ({ holder: f.text('holder'), class: f.text('class'), shares: f.number('shares') as number, issuedOn: f.text('issuedOn'), paid: f.money('paid', currency) }));
}
export async function setPool(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.setPool, at, form, (f) => ({ shares: f.number('shares') as number, setOn: f.text('setOn') }));
}
export async function signSafe(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.signSafe, at, form, (f) => ({
    investor: f.text('investor'), amount: money(f, 'amount', currency), kind: f.text('kind') as 'post-money', cap: f.money('cap', currency), discount: f.percent('discount'), mfn: f.checked('mfn'), signedOn: f.text('signedOn'),
  }));
}
export async function cancelSafe(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.cancelSafe, at, form, (f) => ({ cancelledOn: f.text('cancelledOn'), reason: f.text('reason') }));
}
export async function openRound(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.openRound, at, form, (f) => ({ name: f.text('name'), preMoney: money(f, 'preMoney', currency), target: money(f, 'target', currency), poolTarget: f.percent('poolTarget'), openedOn: f.text('openedOn') }));
}
export async function makeCommitment(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.makeCommitment, at, form, (f) => ({ investor: f.text('investor'), amount: money(f, 'amount', currency), committedOn: f.text('committedOn') }));
}
export async function withdrawCommitment(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.withdrawCommitment, at, form, (f) => ({ withdrawnOn: f.text('withdrawnOn') }));
}
export async function abandonRound(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.abandonRound, at, form, (f) => ({ abandonedOn: f.text('abandonedOn'), reason: f.text('reason') }));
}
export async function reverseClose(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.reverseRoundClose, at, form, (f) => ({ reason: f.text('reason') }));
}
const preference = (f: FormReader) => ({
  multiple: f.decimal('preference.multiple'), standing: f.optional('preference.standing') as 'senior', participation: f.optional('preference.participation') as 'none', participationCap: f.decimal('preference.participationCap'), antiDilution: f.optional('preference.antiDilution') as 'broad',
});
export async function closeRound(at: At, mfnSafes: readonly string[], _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.closeRound, at, form, (f) => ({
    closedOn: f.text('closedOn'), class: f.optional('class'), poolTarget: f.percent('poolTarget'), poolIncrease: f.number('poolIncrease'), promisedOptions: f.number('promisedOptions'),
    convention: f.optional('convention') as 'percentage-ownership', rounding: f.optional('rounding') as 'floor-shares', preference: preference(f),
    ...(mfnSafes.length > 0 && { mfn: Object.fromEntries(mfnSafes.map((safe) => [safe, (f.optional(`mfn.${safe}`) ?? 'cap') as MfnElection])) }),
  }));
}
