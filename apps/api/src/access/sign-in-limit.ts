import type { Guesser, Guesses } from './guesses.ts';

/** Who asks: from which address, for which account, and from which of the account's own browsers. */
export interface Asker { readonly address: string; readonly account?: string; readonly browser?: string }

/** Where a password, a code or a link could be guessed. */
const guessable: readonly string[] = ['sign-in/email', 'change-password', 'reset-password', 'two-factor/enable', 'two-factor/disable', 'two-factor/verify-totp', 'two-factor/verify-backup-code', 'two-factor/generate-backup-codes'];

/** What a try counts for: a browser that the account was signed in on by itself, any other by address and account. */
function guessersOf({ address, account, browser }: Asker): Guesser[] {
  if (browser !== undefined) return [{ rule: 'browser', who: browser }];
  return [{ rule: 'address', who: address }, ...(account === undefined ? [] : [{ rule: 'account', who: account.toLowerCase() } as const])];
}

type Asking = (path: string, asker: Asker, ask: () => Promise<Response>) => Promise<Response>;

/** Asks only while there are tries left; without `guesses` it just asks. */
export function limiting(guesses: Guesses | undefined): Asking {
  if (!guesses) return (_path, _asker, ask) => ask();
  return async (path, asker, ask) => {
    if (path === 'sign-up/email') await guesses.count([{ rule: 'accounts', who: asker.address }]);
    if (!guessable.includes(path)) return ask();
    const guessers = guessersOf(asker);
    await guesses.count(guessers);
    const answer = await ask();
    if (answer.ok) await guesses.right(guessers);
    return answer;
  };
}
