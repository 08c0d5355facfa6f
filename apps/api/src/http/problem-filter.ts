import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { LogUnreachable } from '@capstan/event-log';
import { FilesUnreachable } from '@capstan/files';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { loggedUrl } from './logged.ts';
import { ProblemError } from './problem.ts';

/** Codes of what Fastify itself refuses before a route runs. */
const fastifyCodes: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large', FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type-unknown',
};
const byStatus: Readonly<Record<number, string>> = { 404: 'route-unknown', 413: 'body-too-large', 415: 'media-type-unknown', 503: 'not-ready' };

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof LogUnreachable) return new ProblemError(503, 'not-ready', 'The server of the ledger does not answer. Ask again with the same Idempotency-Key: it is recorded once.');
  if (error instanceof FilesUnreachable) return new ProblemError(503, 'not-ready', 'The store of files does not answer. Ask again in a moment.');
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string };
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (!status || status >= 500) return new ProblemError(500, 'internal', 'Something broke on the server; nothing was recorded.');
  return new ProblemError(status, fastifyCodes[code ?? ''] ?? byStatus[status] ?? 'request-malformed', message ?? 'The request could not be read.');
}

/** Sends whatever was thrown as problem+json; what is not a refusal is logged and answered without its details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');
  catch(error: unknown, host: ArgumentsHost) {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const { problem } = asProblem(error);
    if (problem.status === 500) this.log.error(`${request.method} ${loggedUrl(request.url)} (${request.id}): ${error instanceof Error ? error.stack : String(error)}`);
    if (reply.sent) return;
    if (problem.status === 429 && problem.values) void reply.header('retry-after', String(problem.values['seconds']));
    const written = request.routeOptions?.config.contract?.refusal?.(problem) ?? problem;
    void reply.code(problem.status).type('application/problem+json; charset=utf-8').send(written);
  }
}
