import { buffer } from 'node:stream/consumers';
import { Controller, Inject, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FileStore } from '@capstan/files';
import { Evaluation, evaluationApi, refuseTraining as refuse, type RunOutcome } from '@capstan/training';
import { FILES } from '../files/files.module.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { runOf } from './runs.view.ts';

/** How a run was judged sample by sample: too large for its facts, kept as a file beside its weights. */
@Controller()
export class EvaluationController {
  constructor(private readonly queries: QueryBus, @Inject(FILES) private readonly files: FileStore) {}

  @Endpoint(evaluationApi.evaluation)
  async evaluation(@Caller() caller: Caller, @Param('run') run: string): Promise<Evaluation> {
    const sha256 = await this.queries.execute(new Ask(caller, (views) => {
      const row = runOf(views, caller.company, run);
      const outcome = row?.outcome ? JSON.parse(row.outcome) as Partial<RunOutcome> : null;
      return outcome?.evaluation?.sha256 ?? refuse(row ? 'evaluation-unknown' : 'run-unknown');
    }));
    const file = await this.files.open(`artifacts/${sha256}`);
    if (!file) throw refusalProblem(refuse('evaluation-unknown'));
    return Evaluation.parse(JSON.parse((await buffer(file.content)).toString()));
  }
}
