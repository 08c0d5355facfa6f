import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Endpoint, isRefusal, type Refusal } from '@capstan/kernel';
import type { Caller } from '../http/caller.ts';
import { refusalProblem } from '../http/problem.ts';
import type { About } from './answers.ts';
import { ReadModels } from './read-models.ts';

/**
 * "Ask the read models what everybody of the company asks alike": the answer follows from the company, the day and the
 * endpoint's own query, never from who asks, so it is worked out once until the company moves. What the caller may not
 * see is hidden behind it, as with every answer. Questions of the past are asked each time.
 */
export class AskAlike<T = unknown, Q = unknown> extends Query<Exclude<T, Refusal>> {
  readonly caller: Caller;
  readonly endpoint: Endpoint;
  readonly query: Q;
  readonly question: (about: About<Q>) => T;
  constructor(caller: Caller, endpoint: Endpoint, query: Q, question: (about: About<Q>) => T) {
    super();
    this.caller = caller; this.endpoint = endpoint; this.query = query; this.question = question;
  }
}

@QueryHandler(AskAlike)
export class AskAlikeHandler implements IQueryHandler<AskAlike> {
  constructor(private readonly models: ReadModels) {}
  async execute({ caller: { company, today, asOf }, endpoint, query, question }: AskAlike): Promise<unknown> {
    const answer = await this.models.askAlike(endpoint.path, { company, today, query }, asOf, question);
    if (isRefusal(answer)) throw refusalProblem(answer);
    return answer;
  }
}
