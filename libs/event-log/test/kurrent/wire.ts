/** Between the messages of the client's own service definitions and the events of the database. */
import grpc from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import status from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected, KeptEvent, Outcome, Proposed } from './database.ts';

export const nameIn = (identifier: shared.StreamIdentifier): string => Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

function identify(stream: string): shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream).toString('base64'));
  return identifier;
}

type ProposedMessage = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

export const proposed = (message: ProposedMessage): Proposed => ({
  id: message.getId()!.getString(),
  type: message.getMetadataMap().get('type')!,
  contentType: message.getMetadataMap().get('content-type')!,
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export function expectedIn(options: streams.BatchAppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'exists' : BigInt(options.getStreamPosition());
}

function uuid(id: string, structured: boolean): shared.UUID {
  const message = new shared.UUID();
  if (!structured) {
    message.setString(id);
    return message;
  }
  const hex = id.replaceAll('-', '');
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)).toString());
  halves.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)).toString());
  message.setStructured(halves);
  return message;
}

export function eventMessage(event: KeptEvent, structured: boolean): streams.ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuid(event.id, structured));
  recorded.setStreamIdentifier(identify(event.stream));
  recorded.setStreamRevision(event.revision.toString());
  recorded.setCommitPosition(event.position.toString());
  recorded.setPreparePosition(event.position.toString());
  recorded.getMetadataMap().set('type', event.type).set('content-type', event.contentType).set('created', '17000000000000000');
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(event.position.toString());
  const message = new streams.ReadResp();
  message.setEvent(read);
  return message;
}

export function notFound(stream: string): streams.ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identify(stream));
  const message = new streams.ReadResp();
  message.setStreamNotFound(missing);
  return message;
}

export function confirmation(): streams.ReadResp {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId('subscription-1');
  const message = new streams.ReadResp();
  message.setConfirmation(confirmed);
  return message;
}

/** The answer to one append of a batch stream. */
export function answer(request: streams.BatchAppendReq, options: streams.BatchAppendReq.Options, outcome: Outcome | { kind: 'timeout' }): streams.BatchAppendResp {
  const message = new streams.BatchAppendResp();
  message.setCorrelationId(request.getCorrelationId());
  message.setStreamIdentifier(options.getStreamIdentifier());
  if (outcome.kind === 'written') {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(outcome.revision.toString());
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(outcome.position.toString());
    position.setPreparePosition(outcome.position.toString());
    success.setPosition(position);
    message.setSuccess(success);
  } else message.setError(errorOf(outcome, options));
  return message;
}

function errorOf(outcome: Exclude<Outcome, { kind: 'written' }> | { kind: 'timeout' }, options: streams.BatchAppendReq.Options): status.Status {
  const details = new any.Any();
  if (outcome.kind === 'timeout') details.pack(new shared.Timeout().serializeBinary(), 'event_store.client.Timeout');
  if (outcome.kind === 'too-large') details.pack(new shared.MaximumAppendSizeExceeded().serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
  if (outcome.kind === 'wrong-version') {
    const wrong = new shared.WrongExpectedVersion();
    if (outcome.current < 0n) wrong.setCurrentNoStream(new empty.Empty());
    else wrong.setCurrentStreamRevision(outcome.current.toString());
    if (options.hasNoStream()) wrong.setExpectedNoStream(new empty.Empty());
    else wrong.setExpectedStreamPosition(options.getStreamPosition());
    details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  }
  const error = new status.Status();
  error.setMessage(outcome.kind);
  error.setDetails(details);
  return error;
}

export const unavailable = (): Partial<grpc.StatusObject> => ({ code: grpc.status.UNAVAILABLE, details: 'the node goes down' });

export function notLeader(host: string, port: number): Partial<grpc.StatusObject> {
  const metadata = new grpc.Metadata();
  metadata.set('exception', 'not-leader');
  metadata.set('leader-endpoint-host', host);
  metadata.set('leader-endpoint-port', String(port));
  return { code: grpc.status.NOT_FOUND, details: 'not the leader', metadata };
}

export const denied = (): Partial<grpc.StatusObject> => ({ code: grpc.status.UNAUTHENTICATED, details: 'sign in first' });
