import { Logger } from '@nestjs/common';
import { isRefusal } from '@capstan/kernel';
import { PolicyRunner, type PolicyCommand } from '@capstan/event-log';
import type { Ledger } from './ledger.ts';
import type { Asked, RoomPolicy } from './policy.ts';
import type { Store } from './store.ts';

/** Runs the policies: what they ask for is recorded in the name of `policy:<name>`, because of the fact they met. */
export function policyRunner(store: Store, ledger: Ledger, policies: readonly RoomPolicy[]): PolicyRunner<Asked> {
  const log = new Logger('policy');
  const send = async ({ command: { decider, command, opts }, id, actor, company, cause }: PolicyCommand<Asked>) => {
    const by = { company, user: actor, commandId: id, now: new Date().toISOString(), causation: cause.id, correlation: cause.meta.correlation };
    const answer = await ledger.execute(decider, by, command, { wait: false, ...opts });
    if (isRefusal(answer)) log.warn(`${actor} asked for ${command.type} after ${cause.type} ${cause.id} and was refused: ${answer.code}`);
  };
  return new PolicyRunner({ log: store.log, codec: store.codec, views: store.views, policies, send, now: () => new Date().toISOString() });
}
