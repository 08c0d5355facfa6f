import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Decider, type Fact, isRefusal, type Receipt } from '@capstan/kernel';
import type { Caller } from '../http/caller.ts';
import { refusalProblem } from '../http/problem.ts';
import { Ledger, type RecordOptions } from './ledger.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- one message carries every decider's commands; its constructor checks the pair
type Any = any;

/** "Let this decider decide about that command, and record what follows." Refusals leave as problem+json. */
export class Record<C extends { type: string } = Any, S = Any, F extends Fact = Any> extends Command<Receipt> {
  readonly caller: Caller;
  readonly decider: Decider<C, S, F>;
  readonly command: C;
  readonly opts: RecordOptions;
  constructor(caller: Caller, decider: Decider<C, S, F>, command: C, opts: RecordOptions = {}) {
    super();
    this.caller = caller; this.decider = decider; this.command = command; this.opts = opts;
  }
}

@CommandHandler(Record)
export class RecordHandler implements ICommandHandler<Record> {
  constructor(private readonly ledger: Ledger) {}
  async execute({ decider, caller, command, opts }: Record): Promise<Receipt> {
    const answer = await this.ledger.execute(decider, caller, command, opts);
    if (isRefusal(answer)) throw refusalProblem(answer);
    return answer;
  }
}
