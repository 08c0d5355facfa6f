import { type NextRequest, NextResponse } from 'next/server';
import { apiAddress } from './api/address.ts';
import { momentOf } from './shell/moment.ts';

const OPEN = ['/sign-in', '/sign-up', '/reset', '/r/'];
const signedIn = (request: NextRequest) => request.cookies.getAll().some((c) => c.name.endsWith('capstan.session_token'));

/** Forwards /api to the API (its address is read per request), sends strangers to sign in, and gives every page a policy for its scripts. */
export function proxy(request: NextRequest) {
  const { pathname, search, searchParams } = request.nextUrl;
  if (pathname.startsWith('/api/')) return NextResponse.rewrite(new URL(pathname + search, apiAddress()));
  if (!signedIn(request) && !OPEN.some((path) => pathname.startsWith(path))) {
    const to = new URL('/sign-in', request.nextUrl);
    if (pathname !== '/') to.searchParams.set('next', pathname + search);
    return NextResponse.redirect(to);
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-capstan-path', pathname);
  headers.set('x-capstan-as-of', momentOf(searchParams.get('asOf')) ?? '');
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of Object.entries(fixed)) response.headers.set(name, value);
  return response;
}

const fixed = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
};

/** The hash of `display:none`: React hides a part of a drawing with it until the part is put in its place. No other style is let in by an attribute. */
const HIDDEN = 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=';

/** Scripts and styles only from here or by nonce, and no style in an attribute but React's own; development needs eval, styles and a socket for its tools. */
function policyWith(nonce: string): string {
  const dev = process.env.NODE_ENV === 'development';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    ...(dev ? [] : [`style-src-attr 'unsafe-hashes' '${HIDDEN}'`]),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'", "frame-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
  ].join('; ');
}

export const config = { matcher: '/((?!_next/|favicon|icon).*)' };
