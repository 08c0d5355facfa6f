interface Waiting<R, A> { readonly requests: R[]; readonly answers: ((answer: Promise<A>) => void)[] }

/** Requests for the same thing that arrive within some milliseconds are run as one; each gets its own answer. */
export class Batcher<R, A> {
  private readonly waiting = new Map<string, Waiting<R, A>>();
  private readonly run: (key: string, requests: readonly R[]) => Promise<readonly A[]>;
  private readonly waitMs: number;
  private readonly most: number;
  /** `most`: so many requests do not wait for more. */
  constructor(run: (key: string, requests: readonly R[]) => Promise<readonly A[]>, { waitMs, most }: { waitMs: number; most: number }) { this.run = run; this.waitMs = waitMs; this.most = most; }

  ask(key: string, request: R): Promise<A> {
    const batch = this.waiting.get(key) ?? this.begin(key);
    batch.requests.push(request);
    const answer = new Promise<A>((resolve) => { batch.answers.push(resolve); });
    if (batch.requests.length >= this.most) this.send(key, batch);
    return answer;
  }

  private begin(key: string): Waiting<R, A> {
    const batch: Waiting<R, A> = { requests: [], answers: [] };
    this.waiting.set(key, batch);
    setTimeout(() => this.send(key, batch), this.waitMs);
    return batch;
  }

  private send(key: string, batch: Waiting<R, A>): void {
    if (this.waiting.get(key) !== batch) return;
    this.waiting.delete(key);
    const answers = this.run(key, batch.requests);
    batch.answers.forEach((resolve, i) => resolve(answers.then((all) => all[i]!)));
  }
}
