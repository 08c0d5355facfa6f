/**
 * The ledger from the command line: `npm run ledger -- verify | export <company> [file] | import <file> [--founder <e-mail>]`.
 * Works on the data folder (`CAPSTAN_DATA`, by default `data`), beside a running server too: verify and export only
 * read, and an import appends through the same locks as the server.
 */
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { type BreakReason, exportCompany, importCompany, linesOf, openSqliteKeys, openSqliteLog, verifyAll } from '@capstan/event-log';
import { Accounts, foundingOf } from './ledger/founder.ts';

const folder = resolve(process.env['CAPSTAN_DATA'] ?? join(import.meta.dirname, '../data'));
const OWNER_ONLY = 0o600;

const why: Record<BreakReason, string> = {
  'revision-gap': 'an event of this stream is missing, or out of order, before it',
  'position-gap': 'an event was removed from the log just before it',
  'meta-unreadable': 'its envelope is not as it was written',
  'hash-differs': 'it, or the event before it in its stream, is not what was recorded',
};

function open(readOnly: boolean) {
  const file = join(folder, 'ledger.db');
  if (readOnly && !existsSync(file)) throw new Error(`there is no ledger in ${folder}`);
  return { log: openSqliteLog(file, { readOnly }), keys: openSqliteKeys(join(folder, 'keys.db'), { readOnly }) };
}

async function verify(): Promise<number> {
  const { log } = open(true);
  const verdict = await verifyAll(log);
  await log.close();
  if (verdict.kind === 'intact') console.log(`intact (events: ${verdict.events}, streams: ${verdict.streams})`);
  else console.log(`broken: ${verdict.stream}, revision ${verdict.revision}, event ${verdict.id} (${verdict.reason}: ${why[verdict.reason]})`);
  return verdict.kind === 'intact' ? 0 : 1;
}

/** To a file only when all of it is written; to stdout without one. It holds the keys of personal fields: owner only. */
async function exporting(company: string, file?: string): Promise<number> {
  const { log, keys } = open(true);
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
  return 0;
}

/** The file holds no members: an account of this installation becomes the founder, or it is said how one does. */
async function importing(file: string, email?: string): Promise<number> {
  const accounts = new Accounts(folder);
  const founder = email === undefined ? undefined : accounts.user(email);
  const { log, keys } = open(false);
  const { company, events, repeated } = await importCompany(log, keys, () => linesOf(createReadStream(file)));
  console.log(`${company}: ${events - repeated} events imported${repeated > 0 ? `, ${repeated} were here already` : ''}`);
  if (founder !== undefined) {
    const founding = await foundingOf(log, keys, company);
    await accounts.makeFounder(founder, company, founding);
    console.log(`${email!.toLowerCase()} is a founder of ${founding.name}.`);
  } else if (accounts.isEmpty(company)) {
    console.log(`Nobody here can open it yet: npm run ledger -- import ${file} --founder <e-mail> makes an account of this installation its founder.`);
  }
  await log.close();
  return 0;
}

async function main(args: string[]): Promise<number> {
  const { positionals: [what, one, two], values: { founder } } = parseArgs({ args, allowPositionals: true, options: { founder: { type: 'string' } } });
  if (what === 'import' && one !== undefined) return importing(one, founder);
  if (what === 'verify' && founder === undefined) return verify();
  if (what === 'export' && one !== undefined && founder === undefined) return exporting(one, two);
  console.error('npm run ledger -- verify | export <company> [file] | import <file> [--founder <e-mail>]');
  return 2;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
