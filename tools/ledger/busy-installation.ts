/**
 * An installation at work, for tests: `node busy-installation.ts <folder>` hires people (a new key each), keeps a
 * dataset and an artifact for some events before it records them, and says on stdout which events were acknowledged:
 * position, id and the name of the file it refers to.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMPTY_STREAM, factRegistry, headOf, ledgerCodec, openSqliteKeys, openSqliteLog } from '@capstan/event-log';
import { fact, personal } from '@capstan/kernel';
import { z } from 'zod';

export const busyFacts = [
  fact('PersonHired', z.object({ person: z.string(), name: personal(z.string(), 'person') })),
  fact('DatasetKept', z.object({ file: z.string() })),
];

/** Keeps a file as the product does: under another name until it is whole. */
function keep(folder: string, place: 'datasets' | 'artifacts', text: string): string {
  const name = createHash('sha256').update(text).digest('hex');
  mkdirSync(join(folder, place), { recursive: true });
  writeFileSync(join(folder, place, `${name}.new`), text);
  renameSync(join(folder, place, `${name}.new`), join(folder, place, name));
  return `${place}/${name}`;
}

async function work(folder: string): Promise<never> {
  const log = openSqliteLog(join(folder, 'ledger.db'));
  const keys = openSqliteKeys(join(folder, 'keys.db'));
  const codec = ledgerCodec({ registry: factRegistry(busyFacts), keys });
  const company = async (name: string): Promise<never> => {
    const stream = `company-${name}`;
    const [last] = (await log.readCompany(name, undefined, 1_000_000)).slice(-1);
    let head = last ? headOf(last) : EMPTY_STREAM;
    for (let i = head.revision + 1; ; i++) {
      const file = keep(folder, i % 2 === 0 ? 'datasets' : 'artifacts', `${name} ${i}`.repeat(200));
      const facts = [{ type: 'PersonHired', data: { person: `${name}-${i}`, name: `Name of ${name}-${i}` } }, { type: 'DatasetKept', data: { file } }];
      const { events, head: next } = await codec.encode(facts, { stream, head, company: name, actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: `${name} ${i}` });
      const { position } = await log.append(stream, head.revision, events);
      head = next;
      process.stdout.write(`${JSON.stringify({ position: Number(position), id: events[1]!.id, file, person: `${name}-${i}`, company: name })}\n`);
    }
  };
  return (await Promise.all(['a', 'b', 'c', 'd'].map(company)))[0]!;
}

if (process.argv[1] === import.meta.filename) await work(process.argv[2]!);
