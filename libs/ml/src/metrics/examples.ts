import type { CellExamples, Shown } from '@capstan/training';
import type { Dataset, Images } from '../data/dataset.ts';

/** Enough to see what goes wrong in a cell, and in all of them together without a large file. */
const MOST_OF_CELL = 3;
const MOST_SHOWN = 300;
/** Pixels each way: larger pictures are looked at in this size. */
const MOST_SIDE = 32;
const MOST_CHARACTERS = 160;

export interface Said { readonly sample: number; readonly truth: number; readonly taken: number; /** Probability of the class it was taken for. */ readonly confidence: number }

/** Every so many pixels of a picture, so that neither side is longer than it may be. */
function small({ shape: [height, width, channels], pixels }: Images, sample: number): NonNullable<Shown['picture']> {
  const step = Math.max(1, Math.ceil(Math.max(height, width) / MOST_SIDE)), [rows, columns] = [Math.ceil(height / step), Math.ceil(width / step)];
  const bytes = Buffer.alloc(rows * columns * channels);
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) for (let c = 0; c < channels; c++) bytes[(y * columns + x) * channels + c] = pixels[((sample * height + y * step) * width + x * step) * channels + c]!;
  return { width: columns, height: rows, channels, pixels: bytes.toString('base64') };
}

const shownOf = (dataset: Dataset, { sample, confidence }: Said): Shown => ({
  row: sample + 1, confidence: Math.round(confidence * 1e4) / 1e4,
  text: dataset.kind === 'documents' ? [...dataset.texts[sample]!].slice(0, MOST_CHARACTERS).join('') : null,
  picture: dataset.kind === 'images' ? small(dataset, sample) : null,
});

/** A few samples of each cell of the confusion matrix, the surest first; mistakes before what is right, the most frequent before the others. */
export function cellExamples(dataset: Dataset, classes: readonly string[], all: readonly Said[]): CellExamples[] {
  const cells = new Map<string, Said[]>();
  for (const said of all) {
    const key = `${said.truth} ${said.taken}`, cell = cells.get(key);
    if (cell) cell.push(said);
    else cells.set(key, [said]);
  }
  const wrongFirst = [...cells.values()].sort((a, b) => Number(a[0]!.truth === a[0]!.taken) - Number(b[0]!.truth === b[0]!.taken) || b.length - a.length);
  let left = MOST_SHOWN;
  return wrongFirst.map((cell) => {
    const surest = cell.toSorted((a, b) => b.confidence - a.confidence || a.sample - b.sample).slice(0, Math.min(MOST_OF_CELL, left));
    left -= surest.length;
    return { truth: classes[cell[0]!.truth]!, taken: classes[cell[0]!.taken]!, count: cell.length, shown: surest.map((said) => shownOf(dataset, said)) };
  });
}
