// oxlint-disable vitest/no-standalone-expect -- the commands of a model test are classes that run inside its test
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type EventLog, NO_STREAM } from '../src/index.ts';
import { Follower } from './contract-crowd.ts';
import { event } from './house.ts';

/** All there is to a log: who is where, and nothing twice. */
class Model {
  readonly all: { stream: string; id: string }[] = [];
  readonly idsUniqueIn: EventLog['idsUniqueIn'];
  constructor(idsUniqueIn: EventLog['idsUniqueIn']) { this.idsUniqueIn = idsUniqueIn; }
  of = (stream: string) => this.all.filter((e) => e.stream === stream).map(({ id }) => id);
  append(stream: string, expected: number, ids: string[]): 'done' | 'repeated' | 'refused' {
    const there = ids.map((id) => this.of(stream).indexOf(id));
    if (there.every((at, i) => at >= 0 && at === there[0]! + i)) return 'repeated';
    if (ids.some((id) => this.all.some((e) => e.id === id && (this.idsUniqueIn === 'log' || e.stream === stream))) || expected !== this.of(stream).length - 1) return 'refused';
    this.all.push(...ids.map((id) => ({ stream, id })));
    return 'done';
  }
  /** Takes over how the log has ordered streams that were appended to at once; within each stream the order holds. */
  async reorder(from: number, log: EventLog): Promise<void> {
    const actual = (await log.readAll(undefined, 1000)).slice(from).map(({ stream, id }) => ({ stream, id }));
    for (const name of ['company-a', 'company-b', 'run-1']) expect(actual.filter(({ stream }) => stream === name)).toEqual(this.all.slice(from).filter(({ stream }) => stream === name));
    this.all.splice(from, this.all.length, ...actual);
  }
}

interface Real { log: EventLog; readonly inTurn: boolean; readonly open: () => Promise<EventLog>; readonly abandoned: EventLog[]; readonly followers: { by: Follower; from: number }[] }
const streams = fc.constantFrom('company-a', 'company-b', 'run-1');

class Append implements fc.AsyncCommand<Model, Real> {
  readonly writes: readonly { stream: string; drift: number; ids: string[] }[];
  constructor(writes: Append['writes']) { this.writes = writes; }
  check = () => true;
  toString = () => `append ${JSON.stringify(this.writes)}`;
  async run(model: Model, { log, inTurn }: Real) {
    const before = model.all.length;
    const asked = this.writes.map(({ stream, drift, ids }) => ({ stream, ids, expected: model.of(stream).length - 1 + drift }));
    const answers = await Promise.allSettled(asked.map(({ stream, expected, ids }) => log.append(stream, expected, ids.map((id) => event(id)))));
    const wanted = asked.map(({ stream, expected, ids }) => model.append(stream, expected, ids));
    expect(answers.map((a) => (a.status === 'rejected' ? 'refused' : a.value.repeated ? 'repeated' : 'done'))).toEqual(wanted);
    if (!inTurn) await model.reorder(before, log);
  }
}

class Read implements fc.AsyncCommand<Model, Real> {
  readonly stream: string;
  readonly from: number;
  readonly limit: number;
  constructor(stream: string, from: number, limit: number) { this.stream = stream; this.from = from; this.limit = limit; }
  check = () => true;
  toString = () => `read ${this.stream} from ${this.from}, ${this.limit}`;
  async run(model: Model, { log }: Real) {
    expect((await log.read(this.stream, this.from, this.limit)).map(({ id }) => id)).toEqual(model.of(this.stream).slice(this.from, this.from + this.limit));
    expect((await log.readAll(undefined, 1000)).map(({ stream, id }) => ({ stream, id }))).toEqual(model.all);
  }
}

class Reopen implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  toString = () => 'close and open';
  async run(_: Model, real: Real) {
    await real.log.close();
    real.log = await real.open();
  }
}

/** Follows from the last event that the model knows; what it saw is compared at the end, over all restarts of others. */
class Follow implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  toString = () => 'follow';
  async run(model: Model, real: Real) {
    const own = await real.open();
    real.abandoned.push(own);
    real.followers.push({ by: new Follower(own, (await own.readAll(undefined, 1000)).at(-1)?.position), from: model.all.length });
  }
}

/** A second handle opens the log while the first was never closed, as after a crash. */
class Crash implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  toString = () => 'abandon and open';
  async run(_: Model, real: Real) {
    real.abandoned.push(real.log);
    real.log = await real.open();
  }
}

/**
 * Drives random operations against an adapter and the model. `fresh` gives the way to open a new, empty log, again and
 * again; what it did is undone by `gone`. `inTurn`: appends to several streams at once are recorded as they were called.
 */
export function logModel(adapter: string, fresh: () => Promise<{ open: () => Promise<EventLog>; gone?: () => unknown }>, runs = 15, inTurn = true): void {
  test(`whatever is asked of it, the log behaves as a list does: ${adapter}`, { timeout: 300_000 }, async () => {
    const write = fc.record({ stream: streams, drift: fc.constantFrom(0, 0, 0, -1, 1), ids: fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map((n) => `e${n}`), { minLength: 1, maxLength: 3 }) });
    const commands = fc.commands([
      fc.array(write, { minLength: 1, maxLength: 4 }).map((writes) => new Append(writes)),
      fc.tuple(streams, fc.nat(6), fc.integer({ min: 1, max: 4 })).map(([stream, from, limit]) => new Read(stream, from, limit)),
      fc.constant(new Reopen()),
      fc.constant(new Crash()),
      fc.constant(new Follow()),
    ], { size: 'medium' });
    await fc.assert(fc.asyncProperty(commands, async (plan) => {
      const { open, gone } = await fresh();
      const real: Real = { log: await open(), inTurn, open, abandoned: [], followers: [] };
      const model = new Model(real.log.idsUniqueIn);
      try {
        await fc.asyncModelRun(() => ({ model, real }), plan);
        expect(await real.log.read('nothing', NO_STREAM + 1, 1)).toEqual([]);
        for (const { by, from } of real.followers) await vi.waitFor(() => expect(by.ids()).toEqual(model.all.slice(from).map(({ id }) => id)), 20_000);
      } finally {
        for (const { by } of real.followers) await by.close();
        for (const log of [...real.abandoned, real.log]) await log.close();
        await gone?.();
      }
    }), { numRuns: runs });
  });
}
