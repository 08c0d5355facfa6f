import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { type Endpoint, granted, Instant, type Permission, type Role } from '@capstan/kernel';
import type { FastifyRequest } from 'fastify';
import { type Caller, idsOf } from '../http/caller.ts';
import { companyUnknown, invalid, ProblemError } from '../http/problem.ts';
import { headersOf } from './auth-routes.ts';
import type { Guesses } from './guesses.ts';
import type { Identity } from './identity.ts';
import type { Members } from './members.ts';
import type { AccessToken, Tokens } from './tokens.ts';
import { TrainerTokens } from './trainer-tokens.ts';

interface Principal { readonly user: string; readonly name: string; readonly kind: 'person' | 'trainer' | 'token'; readonly token?: AccessToken }
const ANONYMOUS = { user: 'anonymous', name: '', kind: 'person' } as const;

const sha256 = (text: string) => createHash('sha256').update(text).digest();
const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The command's id: the same for the same user, company and Idempotency-Key; nobody can take another's. */
function commandIdOf(request: FastifyRequest, user: string, company: string): string {
  const key = header(request, 'idempotency-key');
  if (key === undefined) return randomUUID();
  if (!/^[\w.:-]{8,120}$/.test(key)) throw invalid([{ path: 'Idempotency-Key', code: 'idempotency-key-invalid', message: 'An Idempotency-Key has 8 to 120 letters, digits, or -_.:' }]);
  return sha256(`${user} ${company} ${key}`).toString('hex').slice(0, 32);
}

function ifMatchOf(request: FastifyRequest): number | undefined {
  const text = header(request, 'if-match');
  if (text === undefined) return undefined;
  const revision = /^(?:W\/)?"?(\d{1,15})"?$/.exec(text)?.[1];
  if (revision === undefined) throw invalid([{ path: 'If-Match', code: 'if-match-invalid', message: 'If-Match names a revision, such as "12".' }]);
  return Number(revision);
}

function asOfOf(request: FastifyRequest): string | undefined {
  const { asOf } = request.query as { asOf?: unknown };
  if (asOf === undefined || asOf === '') return undefined;
  if (request.method !== 'GET') throw invalid([{ path: 'asOf', code: 'as-of-read-only', message: 'The past can be read, not changed.' }]);
  const moment = Instant.safeParse(asOf);
  if (!moment.success) throw invalid([{ path: 'asOf', code: 'instant-invalid', message: 'This is not a moment (ISO 8601 in UTC, such as 2026-03-31T12:00:00Z).' }]);
  return moment.data;
}

/** A trainer by the name it gives itself. */
function trainer(request: FastifyRequest): Principal {
  const name = /^[\w.-]{1,40}$/.exec(header(request, 'x-trainer') ?? '')?.[0] ?? 'local';
  return { user: `trainer:${name}`, name, kind: 'trainer' };
}

/** Decides who a request comes from and whether its route lets them through. */
export class Access {
  private readonly identity: Identity;
  private readonly members: Members;
  private readonly tokens: Tokens;
  private readonly trainers: TrainerTokens;
  private readonly trainerToken: Buffer;
  private readonly guesses: Guesses | undefined;
  constructor(identity: Identity, members: Members, tokens: Tokens, guesses?: Guesses) {
    this.identity = identity; this.members = members; this.tokens = tokens; this.guesses = guesses;
    this.trainers = new TrainerTokens(identity.db);
    this.trainerToken = sha256(identity.secrets.trainerToken);
  }

  /**
   * The caller of a request that its endpoint admits. Nobody known: 401. A company that is not theirs, or that is
   * not: 404, and both look alike. A member without the permission: 403. A token is its maker's, in one company, for
   * what both the token and the maker's role of today name.
   */
  async admit(endpoint: Endpoint, request: FastifyRequest): Promise<Caller> {
    const company = (request.params as { company?: string }).company;
    const who = await this.principal(request);
    if (endpoint.permission === 'public') return this.caller(request, who ?? ANONYMOUS, '', 'none');
    if (!who) throw new ProblemError(401, 'signed-out', 'Sign in first.');
    if (company === undefined) return this.withoutCompany(endpoint, request, who);
    const theirs = who.kind === 'person' || who.token?.company === company;
    const place = theirs ? await this.members.of(who.user, company) : undefined;
    if (!place) throw companyUnknown();
    if (place.lacksSecondFactor) throw new ProblemError(403, 'second-factor-required', 'This company asks everyone for a second factor at sign-in: switch yours on first.');
    const caller = this.caller(request, who, company, place.role);
    if (endpoint.permission !== 'signed-in' && !caller.holds(endpoint.permission)) throw forbidden(endpoint.permission);
    return caller;
  }

  private withoutCompany(endpoint: Endpoint, request: FastifyRequest, who: Principal): Caller {
    const caller = this.caller(request, who, '', who.kind === 'trainer' ? 'trainer' : 'none');
    const admitted = endpoint.permission === 'signed-in' ? who.kind === 'person' : caller.holds(endpoint.permission as Permission);
    if (!admitted) throw forbidden(endpoint.permission);
    return caller;
  }

  private async principal(request: FastifyRequest): Promise<Principal | undefined> {
    const bearer = /^Bearer (.+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
    if (bearer !== undefined) return this.bearer(bearer, request);
    if (!request.headers.cookie) return undefined;
    const session = await this.identity.session(headersOf(request));
    return session ? { user: session.user.id, name: session.user.name, kind: 'person' } : undefined;
  }

  /** Whom a secret stands for. Wrong ones are counted: for a token there is, by address and token, so that one program's mistake stops no other; else by address. */
  private async bearer(bearer: string, request: FastifyRequest): Promise<Principal | undefined> {
    if (timingSafeEqual(sha256(bearer), this.trainerToken)) return trainer(request);
    const isTrainer = bearer.startsWith('trn_');
    const id = await (isTrainer ? this.trainers : this.tokens).idOf(bearer);
    const guesser = { rule: 'bearer', who: `${request.ip} ${id ?? ''}` } as const;
    if (id !== undefined) await this.guesses?.refuse([guesser]);
    const known = id === undefined ? undefined : await this.holder(bearer, isTrainer, request);
    if (known) return known;
    await this.guesses?.count([guesser]);
    return undefined;
  }

  private async holder(bearer: string, isTrainer: boolean, request: FastifyRequest): Promise<Principal | undefined> {
    const today = new Date().toISOString().slice(0, 10);
    if (isTrainer) return (await this.trainers.fits(bearer, today)) ? trainer(request) : undefined;
    const token = await this.tokens.of(bearer, today);
    return token && { user: token.maker, name: token.makerName, kind: 'token', token };
  }

  private caller(request: FastifyRequest, who: Principal, company: string, role: Role | 'trainer' | 'none'): Caller {
    const permissions: readonly Permission[] = role === 'none' ? [] : granted[role].filter((p) => who.token?.scopes.includes(p) ?? true);
    const opened = new Set<Permission>();
    const holds = (p: Permission) => permissions.includes(p) && opened.add(p).has(p);
    const now = new Date().toISOString();
    const asOf = asOfOf(request);
    const commandId = commandIdOf(request, who.user, company);
    return {
      user: who.user, name: who.name, company, role, commandId, now, today: (asOf ?? now).slice(0, 10),
      ifMatch: ifMatchOf(request), asOf, newId: idsOf(commandId), holds, opened,
      ...(who.token && { token: who.token.id }),
    };
  }
}

/** Signed in, or let in by a token, but not for this. */
export const forbidden = (permission: string) => new ProblemError(403, 'permission-missing', 'Your role in this company does not allow this.', { values: { permission } });
