import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem.ts';

/** How often: wrong passwords from one address, wrong passwords for one e-mail, new accounts from one address. */
const RULES = { address: { tries: 10, within: 60_000 }, email: { tries: 10, within: 300_000 }, account: { tries: 30, within: 60_000 } } as const;
type Rule = keyof typeof RULES;
const MOST_KEPT = 50_000;

export interface Try { readonly address: string; readonly email?: string; readonly now: number }

/** Counts tries in memory; a restart forgives. Tries count before they are made, so that many at once gain nothing; a right password takes its own back. */
export class SignInLimit {
  private readonly tries = new Map<string, { count: number; until: number }>();

  /** Throws 429 once an address or an e-mail has tried a password too often. */
  password({ address, email, now }: Try): void {
    this.count('address', address, now);
    if (email) this.count('email', email.toLowerCase(), now);
  }

  /** The password was right: it was no guess. */
  right({ address, email }: Try): void {
    for (const key of [`address ${address}`, ...(email ? [`email ${email.toLowerCase()}`] : [])]) {
      const seen = this.tries.get(key);
      if (seen) seen.count -= 1;
    }
  }

  /** Throws 429 once an address has asked for too many accounts. */
  account({ address, now }: Try): void { this.count('account', address, now); }

  private count(rule: Rule, who: string, now: number): void {
    const key = `${rule} ${who}`;
    const seen = this.tries.get(key);
    const window = seen && seen.until > now ? seen : { count: 0, until: now + RULES[rule].within };
    window.count += 1;
    this.tries.delete(key);
    this.tries.set(key, window);
    if (this.tries.size > MOST_KEPT) this.tries.delete(this.tries.keys().next().value!);
    if (window.count <= RULES[rule].tries) return;
    const seconds = Math.ceil((window.until - now) / 1000);
    throw new ProblemError(429, 'too-many-tries', `Too many tries; try again in ${seconds} seconds.`, { values: { seconds } });
  }
}

/** Where a password, a code or a link could be guessed. */
const guessable: readonly string[] = ['sign-in/email', 'change-password', 'reset-password', 'two-factor/enable', 'two-factor/disable', 'two-factor/verify-totp', 'two-factor/verify-backup-code', 'two-factor/generate-backup-codes'];

type Asking = (path: string, request: FastifyRequest, ask: () => Promise<Response>) => Promise<Response>;

/** Asks only while there are tries left; without limits it just asks. */
export function limiting(isLimited: boolean): Asking {
  if (!isLimited) return (_path, _request, ask) => ask();
  const limit = new SignInLimit();
  return async (path, request, ask) => {
    const { email } = (request.body ?? {}) as { email?: unknown };
    const one = { address: request.ip, ...(typeof email === 'string' && { email }), now: Date.now() };
    if (path === 'sign-up/email') limit.account(one);
    if (!guessable.includes(path)) return ask();
    limit.password(one);
    const answer = await ask();
    if (answer.ok) limit.right(one);
    return answer;
  };
}
