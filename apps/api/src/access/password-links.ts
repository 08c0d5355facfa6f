import { endLinks, type Identity, RESET_WITHIN } from './identity.ts';
import { rows, type Steps } from './identity-db.ts';

/** A link with which its owner sets a new password, once, until it expires. Using one ends all of the account's sessions and links; the second factor stays on. */
export interface PasswordLink { readonly link: string; readonly expiresAt: string }

/** Makes links for accounts that reach no further than one company. */
export class PasswordLinks {
  private readonly identity: Identity;
  private readonly origin: string;
  constructor(identity: Identity, origin: string) { this.identity = identity; this.origin = origin; }

  /**
   * A link for an account that belongs to this company and to no other; undefined when it reaches further. Joining
   * another company ends links that are open (`join`), and one that is joined while the link is made is looked at again.
   */
  async make(company: string, user: string, email: string, now: string): Promise<PasswordLink | undefined> {
    const { db } = this.identity;
    if (!(await db.ask(reachesOnly(company, user)))) return undefined;
    const token = await this.identity.resetToken(email);
    if (token === undefined) return undefined;
    // after whoever is joining now: their links are ended before this one was made
    if (!(await db.alone(reachesOnly(company, user)))) {
      await db.alone(endLinks(user));
      return undefined;
    }
    return { link: linkOf(this.origin, token), expiresAt: new Date(Date.parse(now) + RESET_WITHIN * 1000).toISOString() };
  }
}

/** Where the secret of a link leads. */
export const linkOf = (origin: string, token: string): string => `${origin}/reset?token=${encodeURIComponent(token)}`;

function* reachesOnly(company: string, user: string): Steps<boolean> {
  const places = yield* rows<{ company: string }>('SELECT "organizationId" AS company FROM member WHERE "userId" = ?', user);
  return places.length === 1 && places[0]!.company === company;
}
