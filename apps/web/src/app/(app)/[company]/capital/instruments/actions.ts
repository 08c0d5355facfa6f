'use server';
import { capitalApi, securitiesApi } from '@capstan/capital';
import { exact, type Fraction, type Rational } from '@capstan/kernel';
import type { FormReader } from '../../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string }
/** A typed price as an exact fraction: a decimal number, or a fraction such as 51000/45763; what cannot be read is told by the form itself. */
function price(f: FormReader, name: string): Fraction | undefined {
  const [, over, under] = /^(\d{1,30})\/([1-9]\d{0,30})$/.exec(f.text(name)) ?? [];
  if (over !== undefined && under !== undefined) return exact.toFraction(exact.rational(BigInt(over), BigInt(under)));
  const read = f.decimal(name);
  return read === undefined ? undefined : exact.toFraction(exact.parseDecimal(read)!);
}
/** What was left empty goes out empty: the contract says what is missing. */
const needed = <T>(value: T | undefined): T => value as T;

export async function setClassTerms(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.setClassTerms, at, form, (f) => ({
    class: f.text('class'), kind: f.text('kind') as 'common', seniority: f.number('seniority'), multiple: f.decimal('multiple'), participation: f.optional('participation') as 'none', participationCap: f.decimal('participationCap'),
    originalPrice: price(f, 'originalPrice'), conversionPrice: price(f, 'conversionPrice'), convertsInto: f.optional('convertsInto'), antiDilution: f.optional('antiDilution') as 'none', votesPerShare: f.number('votesPerShare'), setOn: f.text('setOn'),
  }));
}
export async function splitShares(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.splitShares, at, form, (f) => ({ class: f.text('class'), ratio: ratio(f), splitOn: f.text('splitOn'), rounding: f.optional('rounding') as 'down' }));
}
/** New shares for old ones; what is left empty or nothing is no split, which the contract says. */
function ratio(f: FormReader): Fraction {
  const [gets, gives] = [f.decimal('ratio'), f.decimal('forOld')].map((text) => (text === undefined ? exact.ZERO : exact.parseDecimal(text)!)) as [Rational, Rational];
  return gives.num > 0n ? exact.toFraction(exact.div(gets, gives)) : ['0', '1'];
}
export async function issueWarrant(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.issueWarrant, at, form, (f) => ({ holder: f.text('holder'), class: f.text('class'), shares: needed(f.number('shares')), strike: needed(price(f, 'strike')), issuedOn: f.text('issuedOn'), expiresOn: f.optional('expiresOn') }));
}
export async function exerciseWarrant(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.exerciseWarrant, at, form, (f) => ({ shares: f.number('shares'), exercisedOn: f.text('exercisedOn'), paid: f.money('paid', currency) }));
}
export async function cancelWarrant(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.cancelWarrant, at, form, (f) => ({ cancelledOn: f.text('cancelledOn'), reason: f.text('reason') }));
}
export async function signNote(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.signNote, at, form, (f) => ({
    investor: f.text('investor'), principal: needed(f.money('principal', currency)), rate: f.percent('rate') ?? '', compounding: f.optional('compounding') as 'simple', dayCount: f.optional('dayCount') as 'act/365f',
    cap: f.money('cap', currency), discount: f.percent('discount'), capBase: f.optional('capBase') as 'with-pool', signedOn: f.text('signedOn'), maturesOn: f.text('maturesOn'),
  }));
}
export async function repayNote(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.repayNote, at, form, (f) => ({ repaidOn: f.text('repaidOn'), paid: f.money('paid', currency) }));
}
export async function cancelNote(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.cancelNote, at, form, (f) => ({ cancelledOn: f.text('cancelledOn'), reason: f.text('reason') }));
}
export async function transferShares(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.transferShares, at, form, (f) => ({ to: f.text('to'), shares: f.number('shares'), transferredOn: f.text('transferredOn'), paid: f.money('paid', currency) }));
}
export async function repurchaseShares(at: At, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.repurchaseShares, at, form, (f) => ({ shares: f.number('shares'), repurchasedOn: f.text('repurchasedOn'), paid: f.money('paid', currency), reason: f.text('reason') }));
}
export async function convertShares(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(securitiesApi.convertShares, at, form, (f) => ({ shares: f.number('shares'), convertedOn: f.text('convertedOn') }));
}
export async function cancelShares(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(capitalApi.cancelShares, at, form, (f) => ({ shares: f.number('shares'), cancelledOn: f.text('cancelledOn'), reason: f.text('reason') }));
}
