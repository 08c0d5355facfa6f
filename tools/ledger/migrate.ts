import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { copyLog, logKindOf, openKeys, openLog, shownAddress } from '@capstan/event-log';
import { folderOf, keysAt, logAt, masterOf } from './places.ts';

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly keysFrom?: string;
  readonly keysTo?: string;
  /** The whole installation of a data folder, into PostgreSQL: keys and people too. */
  readonly everything?: boolean;
}

const PROGRESS_EVERY = 5000;

/**
 * Copies a log into another one, then the keys of its people where both key rings are named (after the log: what was
 * recorded meanwhile has its keys by then). Says what it did; shows no password and no key.
 */
export async function migrate(asked: Move): Promise<number> {
  const move = asked.everything ? { ...asked, keysFrom: asked.from, keysTo: asked.to } : asked;
  const [from, to] = [logAt(move.from), logAt(move.to)];
  const keys = keysOf(move);
  if (from === to) throw new Error('source and target are the same log');
  if (move.everything && (logKindOf(from) !== 'sqlite' || logKindOf(to) !== 'postgres')) throw new Error('--everything goes from a data folder into PostgreSQL');
  if (isMissing(from)) throw new Error(`there is no ledger at ${from}`);
  if (keys && isMissing(keys.from)) throw new Error(`there are no keys at ${keys.from}`);
  for (const made of keys ? [to, keys.to] : [to]) if (logKindOf(made) === 'sqlite') folderOf(made);
  const source = await openLog(from, { readOnly: true });
  const target = await openLog(to);
  try {
    let said = 0;
    const { events, streams, before, companies, sha256 } = await copyLog(source, target, (copied) => {
      if (copied - said < PROGRESS_EVERY) return;
      said = copied;
      console.error(`${copied} events …`);
    });
    console.log(`${events} events of ${streams} streams are in ${shownAddress(to)}${before > 0 ? `; ${before} were there before` : ''}. Chains intact, read back and equal: sha256 ${sha256}`);
    console.log(keys ? await moveKeys(companies, keys.from, keys.to) : 'The keys of personal fields stay where they are.');
    // loaded here: it brings the identity library along
    if (move.everything) console.log(`${await (await import('./people.ts')).movePeople(resolve(move.from), to)} people can sign in there as they did here, and the installation's secrets are the same.`);
    return 0;
  } finally {
    await target.close();
    await source.close();
  }
}

const isMissing = (place: string) => logKindOf(place) === 'sqlite' && !existsSync(place);

function keysOf({ keysFrom, keysTo }: Move): { from: string; to: string } | undefined {
  if (keysFrom === undefined && keysTo === undefined) return undefined;
  if (keysFrom === undefined || keysTo === undefined) throw new Error('name both key rings, or none: --keys-from and --keys-to');
  return { from: keysAt(keysFrom), to: keysAt(keysTo) };
}

/** Keys are added to the target's; an erased person stays erased, and a key that differs from one there is refused. */
async function moveKeys(companies: readonly string[], from: string, to: string): Promise<string> {
  const source = await openKeys(from, { readOnly: true, ...masterOf() });
  const target = await openKeys(to, masterOf());
  try {
    let people = 0;
    for (const company of companies) {
      const keys = await source.all(company);
      await target.adopt(company, keys);
      people += keys.length;
    }
    return `The keys of ${people} people are in ${shownAddress(to)}.`;
  } finally {
    await target.close();
    await source.close();
  }
}
