import { createHash } from 'node:crypto';
import { ProblemError } from '../http/problem.ts';
import { change, type IdentityDb, rows, type Steps } from './identity-db.ts';

/** How many tries, and within how many milliseconds from the first. */
export const guessRules = {
  /** Passwords, codes and links from one address. */
  address: { tries: 10, within: 60_000 },
  /** Passwords for one account, from browsers that it was not signed in on. */
  account: { tries: 10, within: 300_000 },
  /** Passwords from one browser that the account was signed in on: strangers' tries do not count there. */
  browser: { tries: 10, within: 300_000 },
  /** New accounts from one address. */
  accounts: { tries: 30, within: 60_000 },
  /** Wrong secrets of programs and trainers, for one token from one address. */
  bearer: { tries: 30, within: 60_000 },
} as const;
type Rule = keyof typeof guessRules;

/** Who tries: by which rule, and the address, account, browser or token it counts for. */
export interface Guesser { readonly rule: Rule; readonly who: string }

/** Kept without saying who: a hash for each guesser, until its window is over. */
export const guessTable = `CREATE TABLE IF NOT EXISTS guess (who TEXT PRIMARY KEY, tries INTEGER NOT NULL, until TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS guess_until ON guess (until)`;

interface Row { readonly tries: number; readonly until: string }
const keyOf = ({ rule, who }: Guesser) => createHash('sha256').update(`${rule} ${who}`).digest('hex');

/**
 * Counts tries beside the accounts, for all nodes together; a restart forgets nothing. A try counts before it is made,
 * so that many at once gain nothing. A window begins with its first try and is over after its time, whatever is tried
 * in between: who waits that long may try again. `clock` answers milliseconds since 1970.
 */
export class Guesses {
  private readonly db: IdentityDb;
  private readonly clock: () => number;
  constructor(db: IdentityDb, clock: () => number = Date.now) { this.db = db; this.clock = clock; }

  /** Counts a try. Throws 429 (`too-many-tries`) with the seconds to wait when there were too many; that costs the database one question. */
  async count(guessers: readonly Guesser[]): Promise<void> {
    const now = this.clock();
    await this.refuse(guessers);
    const counted = await this.db.alone(counting(guessers, now));
    guessers.forEach(({ rule }, i) => refuseBeyond(counted[i]!, guessRules[rule].tries, now));
  }

  /** Throws 429 for whoever has used up their tries, and counts nothing. */
  async refuse(guessers: readonly Guesser[]): Promise<void> {
    const now = this.clock();
    const seen = await this.db.ask(triesOf(guessers));
    guessers.forEach(({ rule }, i) => { if (seen[i]) refuseBeyond(seen[i], guessRules[rule].tries - 1, now); });
  }

  /** The try was right, and so no guess. */
  right(guessers: readonly Guesser[]): Promise<void> { return this.db.alone(takingBack(guessers)); }
}

function refuseBeyond({ tries, until }: Row, most: number, now: number): void {
  const left = Date.parse(until) - now;
  if (tries <= most || left <= 0) return;
  const seconds = Math.ceil(left / 1000);
  throw new ProblemError(429, 'too-many-tries', `Too many tries; try again in ${seconds} seconds.`, { values: { seconds } });
}

function* triesOf(guessers: readonly Guesser[]): Steps<(Row | undefined)[]> {
  const found: (Row | undefined)[] = [];
  for (const guesser of guessers) found.push((yield* rows<Row>('SELECT tries, until FROM guess WHERE who = ?', keyOf(guesser)))[0]);
  return found;
}

/** Windows that are over go first, so that a try begins a new one and nothing stays. */
function* counting(guessers: readonly Guesser[], now: number): Steps<Row[]> {
  yield* change('DELETE FROM guess WHERE until <= ?', new Date(now).toISOString());
  for (const guesser of guessers) {
    const until = new Date(now + guessRules[guesser.rule].within).toISOString();
    yield* change('INSERT INTO guess (who, tries, until) VALUES (?, 1, ?) ON CONFLICT (who) DO UPDATE SET tries = guess.tries + 1', keyOf(guesser), until);
  }
  return (yield* triesOf(guessers)) as Row[];
}

function* takingBack(guessers: readonly Guesser[]): Steps<void> {
  for (const guesser of guessers) yield* change('UPDATE guess SET tries = tries - 1 WHERE who = ? AND tries > 0', keyOf(guesser));
}
