import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Orders, Work } from '@capstan/training';
import { type Api, Rejected, Unreachable } from './api.ts';
import type { Carrier } from './carrier.ts';
import { fullAfter, isFull, unlessFull } from './full-disk.ts';
import type { FromRun } from './messages.ts';
import type { Outbox } from './outbox.ts';
import { untilHeard } from './retry.ts';
import { type RunChild, startRun } from './run-child.ts';
import type { Settings } from './settings.ts';
import { Telling } from './telling.ts';

/** A word to the API at least this often: progress if there is some, else a heartbeat that asks for orders. */
const BEAT_MS = 1000;
/** A process that was asked to stop has this long to write its checkpoint: it is niced, and a busy machine leaves it little. Less when we are leaving. */
const STOP_MS = 20_000;
const STOP_LEAVING_MS = 6000;
/** A run with a cost cap is asked to stop so long before it has cost it: writing its last checkpoint takes wall time too. At most a tenth of what it may cost. */
const STOP_RESERVE_SECONDS = 2;
/** After that a trainer that leaves tries so long to tell the API; an end that is not heard stays in the outbox. */
const LEAVE_MS = 3000;

const unlessAborted = <T>(answer: T) => (error: Error): T => {
  if (error.name === 'AbortError') return answer;
  throw error;
};

type Ended = Extract<FromRun, { say: 'ended' }>;

/** One leased run in this trainer's hands, from fork to acknowledged end. */
export class Session {
  private readonly api: Api;
  private readonly outbox: Outbox;
  private readonly carrier: Carrier;
  private readonly settings: Settings;
  private readonly telling: Telling;
  private readonly over = new AbortController();
  /** Aborted a while after this trainer was told to leave: no more waiting for an API that is away. */
  private readonly late = new AbortController();
  private work: Work;
  /** Of the checkpoint: it stays when the run comes back to us under a new lease. */
  private folder: string | undefined;
  private child: RunChild | undefined;
  /** The process that was asked to stop. */
  private stopped: RunChild | undefined;
  private ended: Ended | undefined;
  private begun = performance.now();
  private leaving = false;
  private dropped = false;
  private pausing = false;
  private givenBack = false;
  /** Wall time that this lease's processes used before the one under way: it was told, and counts toward the cap. */
  private usedSeconds = 0;
  private capTimer: NodeJS.Timeout | undefined;
  private capReached = false;

  constructor(work: Work, { api, outbox, carrier, settings }: { api: Api; outbox: Outbox; carrier: Carrier; settings: Settings }) {
    this.work = work; this.api = api; this.outbox = outbox; this.carrier = carrier; this.settings = settings;
    this.telling = new Telling(work.epochsHeard);
  }

  get run(): string { return this.work.run; }
  get pid(): number | undefined { return this.child?.pid; }

  /** The run came back to us under a new lease, because ours had lapsed unheard: its process simply goes on. */
  adopt(work: Work): void {
    this.work = work;
    this.begun = performance.now();
    this.usedSeconds = 0;
    this.telling.repeatStart();
    this.watchCap();
  }

  /** Nothing of this run will happen here any more under its lease: if it comes back, it needs another session. */
  get isGivenBack(): boolean { return this.givenBack; }

  /** Trains until the run has ended, went elsewhere, or was given back. */
  async train(): Promise<void> {
    const beating = this.beat();
    try {
      this.folder = await this.carrier.bring(this.work, this.late.signal).catch((error: Error) => this.cannotBegin(error));
      while (this.folder !== undefined && !this.dropped && !this.leaving && await this.attempt());
      if (this.ended) await this.settle(this.ended);
      else if (this.leaving && !this.dropped) await this.giveBack();
    } finally {
      clearTimeout(this.capTimer);
      this.over.abort();
      await beating;
    }
  }

  /** Gives the run back with a checkpoint: this trainer is going away. */
  leave(): void {
    this.leaving = true;
    setTimeout(() => this.late.abort(), STOP_LEAVING_MS + LEAVE_MS).unref();
    this.stop(STOP_LEAVING_MS);
  }

  private cannotBegin(error: Error): undefined {
    if (!isFull(error)) return unlessAborted(undefined)(error);
    this.ended = { say: 'ended', outcome: null, reason: fullAfter(this.work.epochsHeard) };
    return undefined;
  }

  /** One process of the run, to its end. True when there is to be another. */
  private async attempt(): Promise<boolean> {
    this.begun = performance.now();
    this.child = startRun(this.assignment(), (message) => {
      if (message.say === 'ended') this.ended = message;
      else this.hear(message);
    });
    this.watchCap();
    if (this.leaving) this.stop(STOP_LEAVING_MS);
    const death = await this.child.gone;
    if (death === undefined || this.dropped || this.leaving) return false;
    return this.restartAfter(death);
  }

  private hear(message: Exclude<FromRun, Ended>): void {
    if (message.say === 'snapshot') return this.carrier.snapshot(this.work, message.folder);
    this.telling.add(message);
    const { pauseAt, spec } = this.work;
    if (message.say === 'epoch' && pauseAt !== null && message.measure.epoch >= pauseAt && pauseAt < spec.epochs) this.pause();
  }

  /** Stops the process while what it costs is still within the cap, whether the API can be heard or not. */
  private watchCap(): void {
    clearTimeout(this.capTimer);
    const { secondsLeft } = this.work;
    if (secondsLeft === null) return;
    const left = secondsLeft - this.usedSeconds, reserve = Math.min(STOP_RESERVE_SECONDS, secondsLeft / 10);
    const ms = Math.max(0, left - reserve) * 1000;
    // Node's timers end after 24 days; a run that long is told by the API.
    if (ms < 2 ** 31) this.capTimer = setTimeout(() => { this.capReached = true; this.stopOnce(); }, ms).unref();
  }

  private assignment() {
    const { datasets, artifacts, away, handOverEvery } = this.settings;
    return { run: this.run, spec: this.work.spec, synthetic: this.work.synthetic, datasets, checkpoint: this.folder!, artifacts, heard: this.telling.lastEpoch, snapshotEvery: away ? handOverEvery : null };
  }

  private async restartAfter(reason: string): Promise<boolean> {
    console.error(`the process of ${this.run} died: ${reason}`);
    const body = { lease: this.work.lease, reason: reason.slice(0, 2000), wallSeconds: this.wallSeconds() };
    const said = () => this.api('interruption', this.run, body, `${body.lease}-dead-${this.child?.pid}`);
    const { orders } = await untilHeard(said, this.late.signal).catch(unlessAborted({ orders: 'drop' as const }));
    this.usedSeconds += body.wallSeconds;
    return orders === 'restart' || orders === 'go-on';
  }

  private async settle(ended: Ended): Promise<void> {
    // Stopped because we are leaving, not because somebody wanted the run to end: the next trainer goes on.
    if ((this.leaving || this.pausing) && !this.capReached && ended.outcome?.how === 'stopped') return this.giveBack();
    const end = { run: this.run, lease: this.work.lease, outcome: ended.outcome, reason: this.capReached && ended.outcome?.how === 'stopped' ? 'cost-cap' : ended.reason, wallSeconds: this.wallSeconds() };
    await this.outbox.keep(end);
    await this.lastReport();
    const heard = await this.outbox.deliver(end, this.late.signal).then(() => true).catch(unlessAborted(false));
    if (heard && this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
  }

  /** The curve's last points come before the end; if the API is away, the end matters more. */
  private async lastReport(): Promise<void> {
    try { await this.tell(); } catch { /* the outcome carries the final metrics */ }
  }

  private async giveBack(): Promise<void> {
    const body = { lease: this.work.lease, wallSeconds: this.wallSeconds() };
    await this.lastReport();
    if (this.folder !== undefined) await this.carrier.giveBack(this.work, this.folder, this.late.signal).catch(unlessFull(this.run)).catch(unlessAborted(undefined));
    this.givenBack = true;
    await untilHeard(() => this.api('release', this.run, body), this.late.signal).catch(unlessAborted(undefined));
  }

  private async beat(): Promise<void> {
    while (!this.over.signal.aborted) {
      await sleep(BEAT_MS, undefined, { signal: this.over.signal }).catch(() => undefined);
      if (this.over.signal.aborted || this.ended || this.leaving) continue;
      try {
        this.obey(await this.tell());
      } catch (error) {
        if (error instanceof Rejected) { console.error(error.message); this.drop(); }
        else if (!(error instanceof Unreachable)) throw error;
      }
    }
  }

  /** Says what is new, or just that we are here; answers the orders. */
  private async tell(): Promise<Orders> {
    const { lease } = this.work;
    const start = this.telling.start(lease);
    if (start) {
      await this.api('start', this.run, start);
      this.telling.startHeard();
    }
    const report = this.telling.report(lease, this.wallSeconds());
    if (!report) return this.api('renew', this.run, { lease });
    const orders = await this.api('progress', this.run, report.body);
    report.heard();
    return orders;
  }

  private obey({ orders }: Orders): void {
    if (orders === 'stop') { this.pausing = false; this.stopOnce(); }
    if (orders === 'pause') this.pause();
    if (orders === 'drop' && !this.ended) this.drop();
  }

  private pause(): void {
    this.pausing = true;
    this.stopOnce();
  }

  private stopOnce(): void { if (this.stopped !== this.child) this.stop(); }

  private stop(patienceMs = STOP_MS): void {
    const { child } = this;
    if (!child) return;
    this.stopped = child;
    child.stop();
    const patience = setTimeout(() => child.kill(), patienceMs);
    void child.gone.then(() => clearTimeout(patience));
  }

  private drop(): void {
    this.dropped = true;
    this.child?.kill();
  }

  /** Wall time since this attempt began, in seconds to the millisecond. */
  private wallSeconds(): number { return Math.round(performance.now() - this.begun) / 1000; }
}
