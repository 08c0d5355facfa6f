/**
 * The ledger from the command line: `npm run ledger -- verify | export | import | migrate | backup | restore | files`, see USAGE.
 * Works on the data folder (`CAPSTAN_DATA`, by default `data`), beside a running server too: verify, export and backup
 * only read, and an import appends through the same locks as the server.
 */
import { createReadStream, createWriteStream, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type BreakReason, exportCompany, importCompany, linesOf, logKindOf, masterKey, openKeys, openLog, shownAddress, verifyAll, withKeys } from '@capstan/event-log';
import { openFiles } from '@capstan/files';
import { backupTo, copyFiles, restoreFrom } from './ledger/bucket.ts';
import { Accounts, foundingOf } from './ledger/founder.ts';
import { migrate } from './ledger/migrate.ts';
import { dataFolder, keysAddress, logAddress, masterOf } from './ledger/places.ts';

const USAGE = `npm run ledger -- verify
                  export <company> [file]
                  import <file> [--founder <e-mail>]
                  migrate --from <log> --to <log> [--keys-from <keys> --keys-to <keys> | --everything]
                  backup --to <folder or s3://bucket/prefix> [--data <folder>]
                  restore --from <folder or s3://bucket/prefix> --data <folder>
                  rotate-keys [--to-key <file>]   wraps the keys of personal fields anew, or not at all; stop the product first
                  files --from <folder or s3://…> --to <folder or s3://…>
A log is a data folder, a SQLite file, postgres://… or kurrentdb://…; keys are a data folder, a SQLite file or postgres://…`;
const OPTIONS = { founder: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, data: { type: 'string' }, 'keys-from': { type: 'string' }, 'keys-to': { type: 'string' }, everything: { type: 'boolean' }, 'to-key': { type: 'string' } } as const;

const folder = dataFolder();
const OWNER_ONLY = 0o600;

const why: Record<BreakReason, string> = {
  'revision-gap': 'an event of this stream is missing, or out of order, before it',
  'position-gap': 'an event was removed from the log just before it',
  'meta-unreadable': 'its envelope is not as it was written',
  'hash-differs': 'it, or the event before it in its stream, is not what was recorded',
};

async function open(readOnly: boolean) {
  const address = logAddress(folder);
  if (readOnly && logKindOf(address) === 'sqlite' && !existsSync(address)) throw new Error(`there is no ledger in ${folder}`);
  const keys = await openKeys(keysAddress(folder, address), { readOnly, ...masterOf() });
  return { log: withKeys(await openLog(address, { readOnly }), keys), keys };
}

async function verify(): Promise<number> {
  const { log, keys } = await open(true);
  const verdict = await verifyAll(log);
  await log.close();
  await keys.close();
  if (verdict.kind === 'intact') console.log(`intact (events: ${verdict.events}, streams: ${verdict.streams})`);
  else console.log(`broken: ${verdict.stream}, revision ${verdict.revision}, event ${verdict.id} (${verdict.reason}: ${why[verdict.reason]})`);
  return verdict.kind === 'intact' ? 0 : 1;
}

/** To a file only when all of it is written; to stdout without one. It holds the keys of personal fields: owner only. */
async function exporting(company: string, file?: string): Promise<number> {
  const { log, keys } = await open(true);
  const lines = Readable.from(exportCompany(log, keys, company));
  if (file === undefined) await pipeline(lines, process.stdout, { end: false });
  else {
    await pipeline(lines, createWriteStream(`${file}.part`, { mode: OWNER_ONLY })).catch((error: unknown) => {
      rmSync(`${file}.part`, { force: true });
      throw error;
    });
    renameSync(`${file}.part`, file);
    console.log(`${company} is in ${file}. It holds the keys of its people's personal fields: keep it as you keep those.`);
  }
  await log.close();
  await keys.close();
  return 0;
}

/** The file holds no members: an account of this installation becomes the founder, or it is said how one does. */
async function importing(file: string, email?: string): Promise<number> {
  const accounts = await Accounts.open(folder, logAddress(folder));
  const founder = email === undefined ? undefined : await accounts.user(email);
  const { log, keys } = await open(false);
  const { company, events, repeated } = await importCompany(log, keys, () => linesOf(createReadStream(file)));
  console.log(`${company}: ${events - repeated} events imported${repeated > 0 ? `, ${repeated} were here already` : ''}`);
  if (founder !== undefined) {
    const founding = await foundingOf(log, keys, company);
    await accounts.makeFounder(founder, company, founding);
    console.log(`${email!.toLowerCase()} is a founder of ${founding.name}.`);
  } else if (await accounts.isEmpty(company)) {
    console.log(`Nobody here can open it yet: npm run ledger -- import ${file} --founder <e-mail> makes an account of this installation its founder.`);
  }
  await accounts.close();
  await log.close();
  await keys.close();
  return 0;
}

async function backingUp(to: string, data = folder): Promise<number> {
  if (logKindOf(logAddress(data)) !== 'sqlite') throw new Error(`the log is in ${shownAddress(logAddress(data))}: back it up with that server's own means, see docs/operating.md`);
  const { position, events, files } = await backupTo(data, to);
  console.log(`${events} events, up to position ${position ?? 'none'}, and ${files.length} files are in ${to}. It holds keys and secrets: keep it as you keep those.`);
  return 0;
}

async function restoring(from: string, data: string): Promise<number> {
  const { position, events, at } = await restoreFrom(from, data);
  console.log(`${data} is as it was at ${at}: ${events} events, up to position ${position ?? 'none'}. Verified.`);
  return 0;
}

/** Datasets and weights move house on their own: they are files, wherever the log is. */
async function copying(from: string, to: string): Promise<number> {
  const copied = await copyFiles(openFiles(from, process.env), openFiles(to, process.env));
  console.log(`${copied} files copied; those that ${to} had already were left alone.`);
  return 0;
}

/** The master key comes in a file, so that it stands in no list of processes and no history of a shell. Without one the keys end up plain. */
async function rotating(file?: string): Promise<number> {
  const next = file === undefined ? undefined : masterKey(readFileSync(file, 'utf8'));
  const keys = await openKeys(keysAddress(folder, logAddress(folder)), masterOf());
  const count = await keys.rewrap(next).finally(() => keys.close());
  console.log(`${count} keys are ${next ? `wrapped anew: start with CAPSTAN_MASTER_KEY set to what is in ${file}` : 'no longer wrapped: start without CAPSTAN_MASTER_KEY'}. Backups made before still need what they were made with.`);
  return 0;
}

async function main(args: string[]): Promise<number> {
  const { positionals: [what, one, two], values } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const { founder, from, to, data } = values;
  const given = (...allowed: string[]) => Object.keys(values).every((name) => allowed.includes(name));
  if (what === 'import' && one !== undefined && given('founder')) return importing(one, founder);
  if (what === 'verify' && given()) return verify();
  if (what === 'export' && one !== undefined && given()) return exporting(one, two);
  if (what === 'migrate' && from !== undefined && to !== undefined && given('from', 'to', 'keys-from', 'keys-to', 'everything')) return migrate({ from, to, keysFrom: values['keys-from'], keysTo: values['keys-to'], everything: values.everything });
  if (what === 'files' && from !== undefined && to !== undefined && given('from', 'to')) return copying(from, to);
  if (what === 'backup' && to !== undefined && given('to', 'data')) return backingUp(to, data);
  if (what === 'rotate-keys' && one === undefined && given('to-key')) return rotating(values['to-key']);
  if (what === 'restore' && from !== undefined && data !== undefined && given('from', 'data')) return restoring(from, data);
  console.error(USAGE);
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
