/**
 * The operator's keys for trainers elsewhere: `npm run -s trainers -- add NAME [DAYS] | list | revoke ID`.
 * Works on the data folder (`CAPSTAN_DATA`) or the PostgreSQL of `CAPSTAN_LOG`, beside a running server too.
 */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { logKindOf } from '@capstan/event-log';
import { openIdentity } from '../apps/api/src/access/identity.ts';
import { type TrainerToken, TrainerTokens } from '../apps/api/src/access/trainer-tokens.ts';
import { settingsFrom } from '../apps/api/src/settings.ts';

const USAGE = `npm run -s trainers -- add <name> [<days>]  a key for a trainer elsewhere, good for 90 days unless said otherwise, a year at most
                       list                 all keys, who made them, when they were used
                       revoke <id>          ends one at once`;
const DAYS = { usual: 90, most: 366 } as const;
const DAY_MS = 86_400_000;

const line = ({ id, name, madeBy, madeAt, expiresOn, usedOn, revokedAt }: TrainerToken) =>
  `${id}  ${name}  made ${madeAt.slice(0, 10)} by ${madeBy}  ${revokedAt ? `revoked ${revokedAt.slice(0, 10)}` : `until ${expiresOn}`}  ${usedOn ? `used ${usedOn}` : 'never used'}`;

async function add(tokens: TrainerTokens, name: string, days: number): Promise<void> {
  if (!/^[\w .-]{1,60}$/.test(name)) throw new Error('a name has 1 to 60 letters, digits, spaces, or -_.');
  if (!Number.isInteger(days) || days < 1 || days > DAYS.most) throw new Error(`a key is good for 1 to ${DAYS.most} days`);
  const expiresOn = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const { id, secret } = await tokens.make({ name, madeBy: userInfo().username, madeAt: new Date().toISOString(), expiresOn });
  console.log(`${secret}\nShown this once: give it to the trainer as CAPSTAN_TRAINER_TOKEN. It is ${id}, and good until ${expiresOn}.`);
}

async function main([what = '', name = '', days = String(DAYS.usual)]: string[]): Promise<number> {
  const settings = settingsFrom(process.env);
  if (!['add', 'list', 'revoke'].includes(what) || (what !== 'list' && name === '')) { console.error(USAGE); return 2; }
  const inFolder = settings.log === undefined || logKindOf(settings.log) !== 'postgres';
  if (inFolder && !existsSync(join(settings.data, 'identity.db'))) throw new Error(`there is no installation in ${settings.data}`);
  const identity = await openIdentity(settings);
  try {
    const tokens = new TrainerTokens(identity.db);
    if (what === 'add') await add(tokens, name, Number(days));
    else if (what === 'list') for (const one of await tokens.list()) console.log(line(one));
    else if (await tokens.revoke(name, new Date().toISOString())) console.log(`${name} is revoked.`);
    else throw new Error(`no key ${name} is good`);
    return 0;
  } finally {
    await identity.db.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
