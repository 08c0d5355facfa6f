import { readFile } from 'node:fs/promises';
import type { Endpoint } from '@capstan/kernel';
import { traced, tracedHeaders } from '@capstan/tracing';
import { trainerApi } from '@capstan/training';
import type { z } from 'zod';
import type { Settings } from './settings.ts';

const TIMEOUT_MS = 10_000;

/** The API cannot be reached, or cannot answer now: the same words may be said again later. */
export class Unreachable extends Error {}
/** The API has read it and will never accept it. */
export class Rejected extends Error {}

type Calls = typeof trainerApi;
export type Call = keyof Calls;
export type BodyOf<K extends Call> = z.input<Calls[K]['body']>;
export type AnswerOf<K extends Call> = z.output<Calls[K]['answer']>;

/** Says something to the API. Throws Unreachable or Rejected. `key` makes repeats of the same words count once. */
export type Api = <K extends Call>(call: K, run: string | undefined, body: BodyOf<K>, key?: string) => Promise<AnswerOf<K>>;

export const worthRetrying = (status: number) => status >= 500 || status === 401 || status === 408 || status === 429;

/** The token file is read anew each time: the API may write it after we start. */
export const bearerOf = async ({ token, tokenFile }: Pick<Settings, 'token' | 'tokenFile'>): Promise<string> => token ?? (await readFile(tokenFile, 'utf8').catch(() => '')).trim();

/** The API as trainers see it. */
export function connect(settings: Pick<Settings, 'api' | 'token' | 'tokenFile' | 'name'>): Api {
  const { api, name } = settings;
  const say: Api = async (call, run, body, key) => {
    const { method, path, answer } = trainerApi[call] as Endpoint;
    const url = `${api}/api${path.replace(':run', run ?? '')}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await bearerOf(settings)}`, 'x-trainer': name, ...(key && { 'idempotency-key': key }), ...tracedHeaders() };
    const response = await fetch(url, { method, headers, body: JSON.stringify(body), signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: unknown) => { throw new Unreachable(String(error)); });
    const text = await response.text().catch((error: unknown) => { throw new Unreachable(String(error)); });
    if (worthRetrying(response.status)) throw new Unreachable(`${call} answered ${response.status}`);
    if (!response.ok) throw new Rejected(`${call} answered ${response.status}: ${text}`);
    return answer.parse(JSON.parse(text)) as never;
  };
  // Heartbeats would be all that a trace store holds.
  return (call, run, body, key) => (call === 'lease' || call === 'renew' ? say(call, run, body, key) : traced(`trainer ${call}`, {}, () => say(call, run, body, key)));
}
