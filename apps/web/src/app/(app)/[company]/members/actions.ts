'use server';
import { companyApi, tokenApi } from '@capstan/capital';
import { type Outcome, submit } from '../../../../api/submit.ts';

export async function invite(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.invite, { company }, form, (f) => ({ email: f.text('email'), role: f.text('role') }), (made) => `/${company}/members?sheet=invitation&id=${encodeURIComponent(made.id)}`);
}
export async function withdraw(company: string, invitation: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.withdrawInvitation, { company, invitation }, form, () => ({}));
}
export async function changeRole(company: string, user: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.changeRole, { company, user }, form, (f) => ({ role: f.text('role') }));
}
export async function removeMember(company: string, user: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.removeMember, { company, user }, form, () => ({}));
}
export async function makePasswordLink(company: string, user: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.passwordLink, { company, user }, form, () => ({}));
}
export async function makeToken(company: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(tokenApi.makeToken, { company }, form, (f) => ({ name: f.text('name'), expiresOn: f.text('expiresOn'), scopes: form.getAll('scopes') }));
}
export async function revokeToken(company: string, token: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(tokenApi.revokeToken, { company, token }, form, () => ({}));
}
export async function askSecondFactor(company: string, required: boolean, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(companyApi.askSecondFactor, { company }, form, () => ({ required }));
}
