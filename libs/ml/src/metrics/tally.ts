import type { RunMetrics, Task } from '@capstan/training';
import { classMeasures, macroMean } from './classes.ts';

/** Beyond this nobody reads a confusion matrix, and it weighs down the ledger. */
const MOST_CONFUSED = 40;
/** A row per class up to here; a Chinese text has thousands of characters. */
const MOST_LISTED = 200;

/** Adds up predictions batch by batch and says how good they were. Losses are in nats, or squared scaled units for a quantity. */
export class Tally {
  readonly #task: Task;
  readonly #classes: readonly string[];
  readonly #deviation: number;
  readonly #right: Int32Array;
  readonly #predicted: Int32Array;
  readonly #support: Int32Array;
  readonly #confusion: number[][] | null;
  readonly #errorLoss: (error: number) => number;
  readonly #lengths: readonly number[] | undefined;
  #rows = 0;
  #characters = 0;
  #loss = 0;
  #squares = 0;
  #distances = 0;

  constructor(task: Task, classes: readonly string[], deviation: number | null, errorLoss: (error: number) => number = (error) => error ** 2, lengths?: readonly number[]) {
    this.#task = task;
    this.#classes = classes;
    this.#deviation = deviation ?? 1;
    this.#errorLoss = errorLoss;
    this.#lengths = lengths;
    [this.#right, this.#predicted, this.#support] = [new Int32Array(classes.length), new Int32Array(classes.length), new Int32Array(classes.length)];
    this.#confusion = classes.length <= MOST_CONFUSED ? classes.map(() => classes.map(() => 0)) : null;
  }

  /** A class was predicted, and the model's −ln p of the true one. */
  addClass(truth: number, predicted: number, loss: number): void {
    this.#support[truth]!++;
    this.#predicted[predicted]!++;
    if (truth === predicted) this.#right[truth]!++;
    if (this.#confusion) this.#confusion[truth]![predicted]!++;
    this.#loss += loss;
    this.#rows++;
    this.#characters += this.#lengths?.[truth] ?? 1;
  }

  /** A quantity was predicted; both are in scaled units. */
  addQuantity(truth: number, predicted: number): void {
    const distance = predicted - truth;
    this.#loss += this.#errorLoss(distance);
    this.#squares += (distance * this.#deviation) ** 2;
    this.#distances += Math.abs(distance * this.#deviation);
    this.#rows++;
  }

  get rows(): number { return this.#rows; }
  get loss(): number { return this.#loss / this.#rows; }

  get accuracy(): number | null {
    if (this.#task === 'regression' || this.#rows === 0) return null;
    return this.#right.reduce((sum, n) => sum + n, 0) / this.#rows;
  }

  metrics(): RunMetrics {
    const common = { task: this.#task, loss: this.loss, samples: this.#rows, accuracy: this.accuracy };
    if (this.#task === 'regression') {
      return { ...common, precision: null, recall: null, f1: null, perplexity: null, perClass: null, confusion: null, meanSquaredError: this.#squares / this.#rows, meanAbsoluteError: this.#distances / this.#rows };
    }
    const perClass = classMeasures(this.#classes, { right: this.#right, predicted: this.#predicted, support: this.#support });
    return {
      ...common, meanSquaredError: null, meanAbsoluteError: null, perClass: perClass.length <= MOST_LISTED ? perClass : null,
      precision: macroMean(perClass, 'precision'), recall: macroMean(perClass, 'recall'), f1: macroMean(perClass, 'f1'),
      perplexity: this.#task === 'language-model' ? Math.exp(this.#loss / this.#characters) : null,
      confusion: this.#confusion && { classes: [...this.#classes], counts: this.#confusion },
    };
  }
}
