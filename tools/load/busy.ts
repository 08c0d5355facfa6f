import { startTrainingLoad } from '../bench/training-load.ts';
import { type Api, ORIGIN } from '../campaign/processes.ts';
import type { Visit } from './user.ts';

/** A bank file may not have more: two of them are 100,000 rows. */
const ROWS = 50_000;
const FILES = 2;

/** What goes on besides people: a training run all the time, and 100,000 bank transactions that are imported in two files. */
export interface Busy { readonly imports: number; stop(): Promise<void> }

export async function startBusy(api: Api, data: string, { cookie, company }: Visit): Promise<Busy> {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(api.url + path, { method, headers: { cookie, origin: ORIGIN, ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const load = await startTrainingLoad({ url: api.url, data, company, ask });
  let [over, imports] = [false, 0];
  const importing = (async () => { for (; !over && imports < FILES; imports++) await ask('POST', `/api/companies/${company}/planning/bank`, bankFile(imports)); })();
  return {
    get imports() { return imports; },
    async stop() {
      over = true;
      await importing;
      await load.stop();
    },
  };
}

/** A bank file, with other transactions for each number: a file is imported once. */
function bankFile(n: number) {
  const day = (i: number) => new Date(Date.UTC(2026, 0, 1) + (i % 300) * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: ROWS }, (_, i) => `${day(i)},-${i % 900}.${String(n % 100).padStart(2, '0')},Payment ${n}-${i},Shop ${i % 50}`);
  return {
    account: 'Savings', currency: 'EUR', text: ['Date,Amount,Reference,Counterparty', ...rows].join('\n'),
    mapping: { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Reference', counterparty: 'Counterparty' },
  };
}
