import type { Decider, Fact, Receipt } from '@capstan/kernel';
import { type EventLog, EMPTY_STREAM, headOf, type LedgerCodec, type LedgerFact, NO_STREAM, type StreamHead } from '@capstan/event-log';

const PAGE = 500;
type AnyDecider = Decider<{ type: string }, unknown, Fact>;

/** A decider's view of a stream: its state, and when each thing was last changed. */
interface Folded { state: unknown; revision: number; readonly changed: Map<string, number> }

/** What this process remembers of a stream: deciders' states, the commands it holds, where it stands. Caught up by reading on. */
export class StreamState {
  head: StreamHead = EMPTY_STREAM;
  /** When its last event was recorded. */
  at = '';
  private readonly folded = new Map<string, Folded>();
  private readonly commands = new Map<string, Receipt>();
  private readonly stream: string;
  private readonly log: EventLog;
  private readonly codec: LedgerCodec;

  constructor(stream: string, log: EventLog, codec: LedgerCodec) { this.stream = stream; this.log = log; this.codec = codec; }

  /** The receipt of a command that this stream holds already, as far as it has been read. */
  recorded(command: string): Receipt | undefined { return this.commands.get(command); }

  /** A decider's state with all facts up to now. */
  async caughtUp(decider: AnyDecider): Promise<Folded> {
    let own = this.folded.get(decider.name);
    if (!own) this.folded.set(decider.name, (own = { state: decider.initial, revision: NO_STREAM, changed: new Map() }));
    for (;;) {
      const page = await this.log.read(this.stream, own.revision + 1, PAGE);
      for (const stored of page) {
        const fact = this.codec.decode(stored);
        if (stored.revision > this.head.revision) { this.head = headOf(stored); this.at = fact.meta.at; this.commands.set(fact.meta.command, { position: stored.position, revision: stored.revision }); }
        own.revision = stored.revision;
        if (!fact.opaque) evolve(own, decider, fact);
      }
      if (page.length < PAGE) return own;
    }
  }
}

function evolve(own: Folded, decider: AnyDecider, fact: LedgerFact): void {
  const plain: Fact = { type: fact.type, data: fact.data, effective: fact.meta.effective };
  own.state = decider.evolve(own.state, plain);
  for (const id of decider.concerns?.(plain) ?? []) own.changed.set(id, fact.revision);
}
