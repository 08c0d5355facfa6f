import type { RunMetrics, Task } from '@capstan/training';
import { classMeasures, macroMean } from './classes.ts';

/** Beyond this a confusion matrix is no longer read by anyone and only weighs down the ledger. */
const MOST_CLASSES_SHOWN = 40;

/** Adds up predictions batch by batch and says how good they were. Losses are in nats, or squared scaled units for a quantity. */
export class Tally {
  readonly #task: Task;
  readonly #classes: readonly string[];
  readonly #deviation: number;
  readonly #counts: Int32Array;
  #rows = 0;
  #loss = 0;
  #squares = 0;
  #distances = 0;

  constructor(task: Task, classes: readonly string[], deviation: number | null) {
    this.#task = task;
    this.#classes = classes;
    this.#deviation = deviation ?? 1;
    this.#counts = new Int32Array(classes.length ** 2);
  }

  /** A class was predicted, and the model's −ln p of the true one. */
  addClass(truth: number, predicted: number, loss: number): void {
    this.#counts[truth * this.#classes.length + predicted]!++;
    this.#loss += loss;
    this.#rows++;
  }

  /** A quantity was predicted; both are in scaled units. */
  addQuantity(truth: number, predicted: number): void {
    const distance = predicted - truth;
    this.#loss += distance ** 2;
    this.#squares += (distance * this.#deviation) ** 2;
    this.#distances += Math.abs(distance * this.#deviation);
    this.#rows++;
  }

  get rows(): number { return this.#rows; }
  get loss(): number { return this.#loss / this.#rows; }

  get accuracy(): number | null {
    if (this.#task === 'regression' || this.#rows === 0) return null;
    let right = 0;
    for (let i = 0; i < this.#classes.length; i++) right += this.#counts[i * this.#classes.length + i]!;
    return right / this.#rows;
  }

  get matrix(): number[][] {
    const n = this.#classes.length;
    return this.#classes.map((_, truth) => [...this.#counts.subarray(truth * n, (truth + 1) * n)]);
  }

  metrics(): RunMetrics {
    const common = { task: this.#task, loss: this.loss, samples: this.#rows, accuracy: this.accuracy };
    if (this.#task === 'regression') {
      return { ...common, precision: null, recall: null, f1: null, perplexity: null, perClass: null, confusion: null, meanSquaredError: this.#squares / this.#rows, meanAbsoluteError: this.#distances / this.#rows };
    }
    const counts = this.matrix, perClass = classMeasures(this.#classes, counts);
    return {
      ...common, meanSquaredError: null, meanAbsoluteError: null, perClass,
      precision: macroMean(perClass, 'precision'), recall: macroMean(perClass, 'recall'), f1: macroMean(perClass, 'f1'),
      perplexity: this.#task === 'language-model' ? Math.exp(this.loss) : null,
      confusion: this.#classes.length <= MOST_CLASSES_SHOWN ? { classes: [...this.#classes], counts } : null,
    };
  }
}
