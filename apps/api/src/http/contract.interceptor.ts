import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Endpoint, fieldProblems, redact } from '@capstan/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import type { z } from 'zod';
import { peopleIn, SALARIES, SalaryReads } from '../access/salary-reads.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { type Caller, callerOf } from './caller.ts';
import { endpointOf } from './endpoint.ts';
import { invalid } from './problem.ts';
import { unknownFields } from './unknown-fields.ts';

/** The value as its schema reads it. Throws 400 naming every field that does not fit or does not exist. */
export function accept(schema: z.ZodType, value: unknown): unknown {
  const read = schema.safeParse(value);
  const problems = read.success ? unknownFields(schema, value) : fieldProblems(read.error);
  if (problems.length > 0) throw invalid(problems);
  return read.data;
}

/** The moment of a read is the frame's own parameter; no contract names it. */
const withoutMoment = (query: object) => Object.fromEntries(Object.entries(query).filter(([name]) => name !== 'asOf'));

/** Holds both sides of a contract: reads body and query by their schemas, hides from the answer what the caller may not see, and lets no salary leave unnoted. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(@Inject(SETTINGS) private readonly settings: Settings, private readonly reads: SalaryReads) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (endpoint.body) request.body = accept(endpoint.body, request.body ?? {});
    if (endpoint.query) request.query = accept(endpoint.query, withoutMoment(request.query as object));
    const caller = callerOf(request);
    return next.handle().pipe(concatMap(async (answer) => (reply.sent ? undefined : this.answer(endpoint, answer, caller))));
  }

  private async answer(endpoint: Endpoint, answer: unknown, caller: Caller): Promise<unknown> {
    const shown = redact(endpoint.answer, answer, (permission) => caller.holds(permission));
    if (this.settings.checkAnswers) endpoint.answer.parse(shown);
    if (caller.opened.has(SALARIES)) {
      const { company, now, user, token = null, asOf = null } = caller;
      await this.reads.note({ company, at: now, reader: user, token, asked: `${endpoint.method} ${endpoint.path}`, asOf, people: peopleIn(shown) });
    }
    return shown;
  }
}
