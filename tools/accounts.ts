/** The operator's way to people who cannot sign in: `npm run -s accounts -- reset | second-factor-off | sign-out E-MAIL`. */
import { change, type Steps } from '../apps/api/src/access/identity-db.ts';
import type { Identity } from '../apps/api/src/access/identity.ts';
import { Members } from '../apps/api/src/access/members.ts';
import { linkOf } from '../apps/api/src/access/password-links.ts';
import { atIdentities, misused } from './identities.ts';

const USAGE = `npm run -s accounts -- reset <e-mail>              a link for a new password: once, within an hour
                       second-factor-off <e-mail>  for who lost telephone and recovery codes
                       sign-out <e-mail>           ends all sessions of an account`;

const unknown = (email: string) => new Error(`nobody signs in here as ${email}`);

function* signingOut(user: string): Steps<number> { return yield* change('DELETE FROM session WHERE "userId" = ?', user); }

/** Without the second factor, and signed out everywhere: whoever holds a session now may be whom the code kept out. */
function* takingSecondFactor(user: string): Steps<void> {
  yield* change('DELETE FROM "twoFactor" WHERE "userId" = ?', user);
  yield* change('UPDATE "user" SET "twoFactorEnabled" = ? WHERE id = ?', null, user);
  yield* signingOut(user);
}

async function link(identity: Identity, email: string, origin: string): Promise<string> {
  const token = await identity.resetToken(email);
  if (token === undefined) throw unknown(email);
  return `${linkOf(origin, token)}\nGood once, within an hour. It opens the account of ${email}: hand it over as you would a key.`;
}

const [what = '', email = ''] = process.argv.slice(2);
if (!['reset', 'second-factor-off', 'sign-out'].includes(what) || email === '') misused(USAGE);
else await atIdentities(async (identity, { origin }) => {
  const user = await new Members(identity.db).userWith(email);
  if (user === undefined) throw unknown(email);
  if (what === 'reset') console.log(await link(identity, email.toLowerCase(), origin));
  else await identity.db.alone<unknown>(what === 'sign-out' ? signingOut(user) : takingSecondFactor(user));
  if (what === 'sign-out') console.log(`${email} is signed out everywhere.`);
  if (what === 'second-factor-off') console.log(`${email} signs in with the password alone, and is signed out everywhere.`);
});
