/** The operator's keys for trainers elsewhere: `npm run -s trainers -- add NAME [DAYS] | list | revoke ID`. */
import { userInfo } from 'node:os';
import { type TrainerToken, TrainerTokens } from '../apps/api/src/access/trainer-tokens.ts';
import { atIdentities, misused } from './identities.ts';

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

const [what = '', name = '', days = String(DAYS.usual)] = process.argv.slice(2);
if (!['add', 'list', 'revoke'].includes(what) || (what !== 'list' && name === '')) misused(USAGE);
else await atIdentities(async (identity) => {
  const tokens = new TrainerTokens(identity.db);
  if (what === 'add') await add(tokens, name, Number(days));
  else if (what === 'list') for (const one of await tokens.list()) console.log(line(one));
  else if (await tokens.revoke(name, new Date().toISOString())) console.log(`${name} is revoked.`);
  else throw new Error(`no key ${name} is good`);
});
