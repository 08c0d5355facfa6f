import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Endpoint } from '@capstan/kernel';
import { traced, tracedHeaders } from '@capstan/tracing';
import { bearerOf, Rejected, Unreachable, worthRetrying } from './api.ts';
import type { Settings } from './settings.ts';

const unreachable = (error: unknown): never => { throw error instanceof Rejected ? error : new Unreachable(String(error)); };

/** What stands in a path for its parameters. */
type Named = Readonly<Record<string, string>>;

/** Files between this machine and the API: whole or not at all. Throws Unreachable or Rejected. */
export interface Transfer {
  /** Fetches a file to a path; false when there is none. With `sha256` it must have that. */
  download(contract: Endpoint, named: Named, path: string, sha256?: string): Promise<boolean>;
  /** What the API says of a file that it may have. */
  has(contract: Endpoint, named: Named): Promise<boolean>;
  upload(contract: Endpoint, named: Named, path: string): Promise<void>;
}

/** Files come and go with the same token and name as everything else this trainer says. */
export function transferOver(settings: Pick<Settings, 'api' | 'token' | 'tokenFile' | 'name'>): Transfer {
  const ask = async ({ method, path }: Endpoint, named: Named, body?: Blob): Promise<Response> => {
    const url = `${settings.api}/api${path.replace(/:(\w+)/g, (_, name: string) => named[name]!)}`;
    const headers = { authorization: `Bearer ${await bearerOf(settings)}`, 'x-trainer': settings.name, ...(body && { 'content-type': 'application/octet-stream' }) };
    return traced(`trainer ${method} ${path}`, {}, () => fetch(url, { method, headers: { ...headers, ...tracedHeaders() }, ...(body && { body }) }).catch(unreachable));
  };
  const refused = async (answer: Response, what: string): Promise<never> => {
    const text = await answer.text().catch(() => '');
    throw worthRetrying(answer.status) ? new Unreachable(`${what} answered ${answer.status}`) : new Rejected(`${what} answered ${answer.status}: ${text}`);
  };
  return {
    async download(contract, named, path, sha256) {
      const answer = await ask(contract, named);
      if (answer.status === 404) return answer.text().then(() => false, unreachable);
      if (!answer.ok || !answer.body) return refused(answer, contract.summary);
      await write(answer.body, path, sha256);
      return true;
    },
    async has(contract, named) {
      const answer = await ask(contract, named);
      if (!answer.ok) return refused(answer, contract.summary);
      return (await answer.json().catch(unreachable) as { kept: boolean }).kept;
    },
    async upload(contract, named, path) {
      const answer = await ask(contract, named, await openAsBlob(path));
      if (!answer.ok) await refused(answer, contract.summary);
      await answer.text().catch(unreachable);
    },
  };
}

/** Under its name only when all of it has come and is what it should be. */
async function write(content: AsyncIterable<Uint8Array>, path: string, sha256: string | undefined): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.new`, sum = createHash('sha256');
  const file = await open(temporary, 'wx');
  try {
    const pieces = content[Symbol.asyncIterator]();
    for (let next = await pieces.next().catch(unreachable); !next.done; next = await pieces.next().catch(unreachable)) {
      sum.update(next.value);
      await file.writeFile(next.value);
    }
    await file.sync();
    if (sha256 !== undefined && sum.digest('hex') !== sha256) throw new Unreachable(`what came for ${sha256} has another hash`);
    await rename(temporary, path);
  } finally {
    await file.close();
    await rm(temporary, { force: true });
  }
}

/** The SHA-256 of a file, in hexadecimal letters. */
export async function sha256Of(path: string): Promise<string> {
  const sum = createHash('sha256');
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) sum.update(piece);
  return sum.digest('hex');
}
