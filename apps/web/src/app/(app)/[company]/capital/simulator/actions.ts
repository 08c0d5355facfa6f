'use server';
import { type RoundScenario, scenarioApi } from '@capstan/capital';
import { type Outcome, submit } from '../../../../../api/submit.ts';

interface At { readonly [param: string]: string; readonly company: string }
/** The terms travel as the JSON that the simulator made of them; what is no JSON goes out as nothing, and the contract says what is missing. */
function termsIn(text: string): RoundScenario {
  try { return JSON.parse(text) as RoundScenario; } catch { return undefined as unknown as RoundScenario; }
}

export async function saveScenario(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(scenarioApi.saveScenario, at, form, (f) => ({ name: f.text('name'), terms: termsIn(f.text('terms')) }), (answer) => `/${at.company}/capital/simulator?scenario=${answer.id}`);
}
export async function changeScenario(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(scenarioApi.changeScenario, at, form, (f) => ({ name: f.text('name'), terms: termsIn(f.text('terms')) }));
}
export async function renameScenario(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(scenarioApi.renameScenario, at, form, (f) => ({ name: f.text('name') }));
}
export async function dropScenario(at: At, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(scenarioApi.dropScenario, at, form, () => ({}));
}
