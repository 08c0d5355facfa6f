import grpc from '@grpc/grpc-js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import type { Database, KeptEvent } from './database.ts';
import { confirmation, eventMessage, nameIn, notFound, unavailable } from './wire.ts';
import type { ReadFault } from './faults.ts';

export type ReadCall = grpc.ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Options = streams.ReadReq.Options;

/** Answers one reading of a stream or of all, forwards. */
export function read(database: Database, call: ReadCall, fault: ReadFault | undefined): void {
  const options = call.request.getOptions()!;
  if (fault === 'silence') return;
  if (fault === 'unavailable') return void call.emit('error', unavailable());
  const page = chosen(database, options);
  if (page === undefined) {
    call.write(notFound(nameIn(options.getStream()!.getStreamIdentifier()!)));
    return void call.end();
  }
  const some = fault === 'cut-in-the-middle' ? page.slice(0, Math.ceil(page.length / 2)) : page;
  for (const event of some) call.write(eventMessage(event, structured(options)));
  if (fault === 'cut-in-the-middle') call.emit('error', unavailable());
  else call.end();
}

const structured = (options: Options) => options.getUuidOption()?.hasStructured() ?? false;

/** Events that a reading asks for; undefined for a stream that is not there. */
function chosen(database: Database, options: Options): readonly KeptEvent[] | undefined {
  const count = Number(options.getCount());
  const stream = options.getStream();
  if (stream) {
    const from = stream.hasRevision() ? Number(stream.getRevision()) : 0;
    return database.stream(nameIn(stream.getStreamIdentifier()!))?.slice(from, from + count);
  }
  const matches = filterOf(options);
  const found: KeptEvent[] = [];
  const from = options.getAll()!.getPosition()?.getCommitPosition();
  for (let i = from === undefined ? 0 : database.from(BigInt(from)); i < database.all.length && found.length < count; i++) if (matches(database.all[i]!)) found.push(database.all[i]!);
  return found;
}

function filterOf(options: Options): (event: KeptEvent) => boolean {
  const filter = options.getFilter();
  const wanted = filter?.getStreamIdentifier();
  if (!wanted) return () => true;
  const [regex, prefixes] = [wanted.getRegex() && new RegExp(wanted.getRegex()), wanted.getPrefixList()];
  return ({ stream }) => (regex ? regex.test(stream) : prefixes.some((prefix) => stream.startsWith(prefix)));
}

/** Live subscriptions from the end on: what is written after a slow reader's buffer is full waits for it. */
export class Subscriptions {
  readonly #live = new Set<ReadCall>();
  readonly #database: Database;
  /** How many were begun. */
  begun = 0;

  constructor(database: Database) { this.#database = database; }

  begin(call: ReadCall): void {
    const options = call.request.getOptions()!;
    const matches = filterOf(options);
    let [at, full] = [this.#database.all.length, false];
    const pump = () => {
      while (!full && this.#live.has(call) && at < this.#database.all.length) {
        const event = this.#database.all[at++]!;
        if (matches(event)) full = !call.write(eventMessage(event, structured(options)));
      }
    };
    const stop = this.#database.watch(pump);
    const over = () => { stop(); this.#live.delete(call); };
    call.on('drain', () => { full = false; pump(); }).on('cancelled', over).on('close', over).on('error', over);
    this.#live.add(call);
    this.begun += 1;
    call.write(confirmation());
  }

  /** Ends all of them, with an error or as if all had been said. */
  drop(how: 'error' | 'quietly'): void {
    for (const call of this.#live) {
      this.#live.delete(call);
      if (how === 'error') call.emit('error', unavailable());
      else call.end();
    }
  }
}
