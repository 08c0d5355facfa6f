import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type IdentityDb, rows, type Steps } from './identity-db.ts';

const COOKIE = 'capstan.browser';
/** As long as browsers keep a cookie at most. */
const KEPT_SECONDS = 400 * 86_400;
const FORM = new RegExp(`(?:^|;\\s*)${COOKIE.replace('.', '\\.')}=([0-9a-f]{32})\\.([0-9a-f]{64})(?:;|$)`);

/**
 * Which browsers an account has been signed in on, so that a stranger who keeps guessing its password slows down
 * strangers only. Nothing is kept: the browser brings a cookie that is signed for the account and its password of today,
 * so a new password ends all of them. It opens nothing; it is counted by itself.
 */
export class KnownBrowsers {
  private readonly db: IdentityDb;
  private readonly secret: string;
  private readonly attributes: string;
  constructor(db: IdentityDb, secret: string, origin: string) {
    this.db = db; this.secret = secret;
    this.attributes = `Max-Age=${KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`;
  }

  /** The browser of a request's cookies, if the account of this e-mail address has been signed in on it. */
  async of(cookies: string | undefined, email: string): Promise<string | undefined> {
    const [, browser, signature] = FORM.exec(cookies ?? '') ?? [];
    if (browser === undefined || signature === undefined) return undefined;
    const own = await this.sign(browser, email);
    return own && timingSafeEqual(Buffer.from(own), Buffer.from(signature)) ? browser : undefined;
  }

  /** The cookie that makes a browser a known one of this account; undefined where there is no such account. */
  async cookieFor(email: string): Promise<string | undefined> {
    const browser = randomBytes(16).toString('hex');
    const signature = await this.sign(browser, email);
    return signature && `${COOKIE}=${browser}.${signature}; ${this.attributes}`;
  }

  private async sign(browser: string, email: string): Promise<string | undefined> {
    const password = await this.db.ask(passwordHashOf(email.toLowerCase()));
    return password && createHmac('sha256', this.secret).update(JSON.stringify(['browser', browser, email.toLowerCase(), password])).digest('hex');
  }
}

function* passwordHashOf(email: string): Steps<string | undefined> {
  const [row] = yield* rows<{ password: string | null }>('SELECT a.password FROM account a JOIN "user" u ON u.id = a."userId" WHERE lower(u.email) = ? AND a."providerId" = \'credential\'', email);
  return row?.password ?? undefined;
}
