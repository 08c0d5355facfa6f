'use server';
import { companyApi } from '@capstan/capital';
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
