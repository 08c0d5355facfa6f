import { type Decider, type Fact, isRefusal, type Receipt, type Refusal } from '@capstan/kernel';
import { type EventLog, type LedgerCodec, WrongRevision } from '@capstan/event-log';
import { traced } from '@capstan/tracing';
import { StreamState } from './stream-state.ts';

/** Tries to be first when other writers append to the same stream at once. */
const MOST_TRIES = 8;
const MOST_STREAMS = 256;
/** How long a command waits for the views to have seen it, so that screens read their own writes. */
const VIEWS_WAIT_MS = 1000;

/** In whose name something is recorded. */
export interface By {
  readonly company: string;
  readonly user: string;
  readonly commandId: string;
  readonly now: string;
  /** Revision that the caller has seen: a thing changed since then is not edited. */
  readonly ifMatch?: number;
  readonly causation?: string;
  readonly correlation?: string;
}

export interface RecordOptions {
  /** Id of the new thing, for the receipt. */
  readonly id?: string;
  /** Another stream than the company's, such as `run-…`. */
  readonly stream?: string;
  /** False for telemetry that no screen waits for. */
  readonly wait?: boolean;
}

const stale: Refusal = { refused: true, code: 'stale', message: 'Somebody changed this since you opened it. Look at it again before you change it.' };
// oxlint-disable-next-line typescript/no-explicit-any -- a queue holds commands of every decider
type AnyDecider = Decider<any, any, any>;

/** The one way facts get into the log: one command of a stream at a time, decided on all facts so far. */
export class Ledger {
  private readonly queues = new Map<string, Promise<unknown>>();
  private readonly streams = new Map<string, StreamState>();
  private readonly log: EventLog;
  private readonly codec: LedgerCodec;
  private readonly seen: (position: string, withinMs: number) => Promise<boolean>;

  constructor(log: EventLog, codec: LedgerCodec, seen: (position: string, withinMs: number) => Promise<boolean>) {
    this.log = log; this.codec = codec; this.seen = seen;
  }

  /**
   * Decides and records. Answers where the facts stand, or the refusal; a command that is in the stream already
   * answers its receipt again and records nothing.
   */
  async execute<C extends { type: string }, S, F extends Fact>(decider: Decider<C, S, F>, by: By, command: C, opts: RecordOptions = {}): Promise<Receipt | Refusal> {
    const stream = opts.stream ?? `company-${by.company}`;
    return traced(`command ${command.type}`, { 'capstan.decider': decider.name }, async () => {
      const answer = await this.inTurn(stream, () => this.record(stream, decider, by, command));
      if (isRefusal(answer)) return answer;
      if (opts.wait !== false) await traced('projection', {}, () => this.seen(answer.position, VIEWS_WAIT_MS));
      return { ...answer, ...(opts.id !== undefined && { id: opts.id }) };
    }, (answer) => ({ 'capstan.answer': isRefusal(answer) ? answer.code : 'recorded' }));
  }

  private inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(stream) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.queues.set(stream, turn);
    const leave = () => { if (this.queues.get(stream) === turn) this.queues.delete(stream); };
    turn.then(leave, leave);
    return turn;
  }

  private async record(stream: string, decider: AnyDecider, by: By, command: { type: string }): Promise<Receipt | Refusal> {
    const known = this.state(stream);
    for (let tries = 1; ; tries++) {
      const { state, changed } = await known.caughtUp(decider);
      const before = known.recorded(by.commandId);
      if (before) return before;
      if (isStale(decider, by, command, changed, known.head.revision)) return stale;
      const facts = decider.decide(command, state) as Fact[] | Refusal;
      if (isRefusal(facts)) return facts;
      if (facts.length === 0) return this.standing(stream, known.head.revision);
      try {
        return await this.append(stream, known, by, facts);
      } catch (error) {
        if (!(error instanceof WrongRevision) || tries >= MOST_TRIES) throw error;
      }
    }
  }

  private async append(stream: string, known: StreamState, by: By, facts: readonly Fact[]): Promise<Receipt> {
    // times of recording never run backwards in a stream, though clocks do: what was recorded up to a moment is always a beginning of it
    const at = by.now > known.at ? by.now : known.at;
    const { events } = await this.codec.encode(facts, {
      stream, head: known.head, company: by.company, actor: by.user, at, command: by.commandId, causation: by.causation, correlation: by.correlation,
    });
    const { position, revision } = await traced('append', { 'capstan.stream': stream.split('-')[0]!, 'capstan.events': events.length }, () => this.log.append(stream, known.head.revision, events));
    return { position, revision };
  }

  /** Nothing to record: the receipt names where the stream stands. */
  private async standing(stream: string, revision: number): Promise<Receipt> {
    const [last] = revision < 0 ? [] : await this.log.read(stream, revision, 1);
    return { position: last?.position ?? '0', revision };
  }

  private state(stream: string): StreamState {
    const known = this.streams.get(stream) ?? new StreamState(stream, this.log, this.codec);
    this.streams.delete(stream);
    this.streams.set(stream, known);
    if (this.streams.size > MOST_STREAMS) this.streams.delete(this.streams.keys().next().value!);
    return known;
  }
}

/** The thing a command edits has changed since the revision the caller saw; a command without one guards the whole stream. */
function isStale(decider: AnyDecider, by: By, command: { type: string }, changed: ReadonlyMap<string, number>, head: number): boolean {
  if (by.ifMatch === undefined) return false;
  const subject = decider.subject?.(command);
  return (subject === undefined ? head : changed.get(subject) ?? -1) > by.ifMatch;
}
