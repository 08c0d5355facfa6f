import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { isRefusal, type Refusal } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import type { Caller } from '../http/caller.ts';
import { refusalProblem } from '../http/problem.ts';
import { ReadModels } from './read-models.ts';

/** "Ask the read models": the live ones, or as they stood at the caller's moment. A refusal leaves as problem+json. */
export class Ask<T = unknown> extends Query<Exclude<T, Refusal>> {
  readonly caller: Caller;
  readonly question: (views: Views) => T;
  constructor(caller: Caller, question: (views: Views) => T) {
    super();
    this.caller = caller; this.question = question;
  }
}

@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask> {
  constructor(private readonly models: ReadModels) {}
  async execute({ caller, question }: Ask): Promise<unknown> {
    const answer = await this.models.ask(caller.company, caller.asOf, question);
    if (isRefusal(answer)) throw refusalProblem(answer);
    return answer;
  }
}
