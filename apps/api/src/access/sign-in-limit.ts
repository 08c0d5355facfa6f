import { ProblemError } from '../http/problem.ts';

/** Tries at a password: 10 a minute from one address, 10 in five minutes for one e-mail; a typo is free, a search is not. */
const RULES = { address: { tries: 10, within: 60_000 }, email: { tries: 10, within: 300_000 } } as const;
const MOST_KEPT = 50_000;

/** Counts tries in memory; a restart forgives. */
export class SignInLimit {
  private readonly tries = new Map<string, { count: number; until: number }>();

  /** Throws 429 once an address or an e-mail has tried too often. */
  admit(address: string, email: string | undefined, now: number): void {
    this.count('address', address, now);
    if (email) this.count('email', email.toLowerCase(), now);
  }

  private count(kind: keyof typeof RULES, who: string, now: number): void {
    const key = `${kind} ${who}`;
    const seen = this.tries.get(key);
    const window = seen && seen.until > now ? seen : { count: 0, until: now + RULES[kind].within };
    window.count += 1;
    this.tries.delete(key);
    this.tries.set(key, window);
    if (this.tries.size > MOST_KEPT) this.tries.delete(this.tries.keys().next().value!);
    if (window.count <= RULES[kind].tries) return;
    const seconds = Math.ceil((window.until - now) / 1000);
    throw new ProblemError(429, 'too-many-tries', `Too many tries; try again in ${seconds} seconds.`, { values: { seconds } });
  }
}
