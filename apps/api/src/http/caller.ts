import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Day, Instant, Permission, Role } from '@capstan/kernel';

/** Who asks, for which company, and what a request brings along for deciding: the command's id, the time, new ids. */
export interface Caller {
  /** User id, or `trainer:<name>`; `anonymous` on public routes. */
  readonly user: string;
  readonly name: string;
  /** Id of the company in the path; empty on routes that belong to no company. */
  readonly company: string;
  readonly role: Role | 'trainer' | 'none';
  /** Asking opens: a yes is kept in `opened`, so that what was shown because of it can be said afterwards. */
  holds(permission: Permission): boolean;
  /** What was asked for and held so far. */
  readonly opened: ReadonlySet<Permission>;
  /** Id of the access token that came instead of a person; `user` is its maker. */
  readonly token?: string;
  /** Same user, company and Idempotency-Key: same command id. */
  readonly commandId: string;
  /** Revision named by If-Match. */
  readonly ifMatch?: number;
  readonly now: Instant;
  /** Today, or the day of the moment asked for. */
  readonly today: Day;
  /** The moment of the past that a read asks for. */
  readonly asOf?: Instant;
  /** `hire-4f9a…`: follows from the command id, so a retried command makes the same ids. */
  newId(kind: string): string;
}

/** Ids that follow from a command: the nth id of a kind is always the same. */
export function idsOf(commandId: string): (kind: string) => string {
  const count = new Map<string, number>();
  return (kind) => {
    const n = count.get(kind) ?? 0;
    count.set(kind, n + 1);
    return `${kind}-${createHash('sha256').update(`${commandId} ${kind} ${n}`).digest('hex').slice(0, 20)}`;
  };
}

/** The caller of this request: `@Caller() caller: Caller`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest()));

const CALLER = Symbol('caller');
interface Called { [CALLER]?: Caller }
export const callerOf = (request: object): Caller => {
  const caller = (request as Called)[CALLER];
  if (!caller) throw new Error('this route was reached without passing the access guard');
  return caller;
};
export const setCaller = (request: object, caller: Caller): void => { (request as Called)[CALLER] = caller; };
