import type grpc from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Database, Proposed } from './database.ts';
import type { Faults } from './faults.ts';
import { answer, expectedIn, nameIn, notLeader, proposed, unavailable } from './wire.ts';

export type BatchCall = grpc.ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;
interface Batch { options: streams.BatchAppendReq.Options; events: Proposed[] }

/** Answers the appends of one batch stream; an append may come in several messages. */
export function appendBatches(database: Database, faults: Faults, call: BatchCall, leader: () => { host: string; port: number }): void {
  const open = new Map<string, Batch>();
  call.on('data', (request: streams.BatchAppendReq) => {
    const key = JSON.stringify(request.getCorrelationId()!.toObject());
    const batch = open.get(key) ?? { options: request.getOptions()!, events: [] };
    open.set(key, batch);
    batch.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    open.delete(key);
    settle(database, faults, call, request, batch, leader);
  });
  call.on('end', () => call.end()).on('error', () => undefined);
}

function settle(database: Database, faults: Faults, call: BatchCall, request: streams.BatchAppendReq, { options, events }: Batch, leader: () => { host: string; port: number }): void {
  const fault = faults.nextAppend();
  if (fault === 'unavailable') return void call.emit('error', unavailable());
  if (fault === 'not-leader') return void call.emit('error', notLeader(leader().host, leader().port));
  const outcome = database.append(nameIn(options.getStreamIdentifier()!), expectedIn(options), events);
  if (fault === 'silence-after-commit') return;
  if (fault === 'broken-after-commit') return void call.emit('error', unavailable());
  call.write(answer(request, options, fault === 'timeout-after-commit' ? { kind: 'timeout' } : outcome));
  if (fault === 'acknowledged-twice') call.write(answer(request, options, outcome));
}
