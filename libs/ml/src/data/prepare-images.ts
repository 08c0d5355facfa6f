import type { Refusal } from '@capstan/kernel';
import { augments } from '@capstan/training';
import { randomAt } from '../random.ts';
import { augment } from './augment.ts';
import { firstOfEach, rareClass } from './classes.ts';
import type { Images } from './dataset.ts';
import { sha256 } from './hash.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { fixedSamples } from './samples.ts';
import { split } from './split.ts';

/** Pictures with pixels from 0 to 1; while a run learns they are changed at random as it asks for. */
export function prepareImages(images: Images, how: Preparation): Prepared | Refusal {
  const [height, width, channels] = images.shape;
  const size = height * width * channels;
  const picture = (i: number): Uint8Array => images.pixels.subarray(i * size, (i + 1) * size);
  const { cleaning, augmentation } = how.data, content = Array.from(images.labels, (_, i) => sha256(picture(i)));
  const kept = cleaning.duplicates === 'drop' ? firstOfEach(content, images.labels) : Int32Array.from(content.keys()), labels = kept.map((i) => images.labels[i]!);
  const rare = rareClass(labels, images.classes);
  if (rare !== undefined) return refuse('class-too-rare', { class: rare });
  const parts = split(Array.from(kept, (i) => content[i]!), labels, how);
  const [train, validation] = [parts.train, parts.validation].map((part) => part.map((at) => kept[at]!)) as [Int32Array, Int32Array];
  const batch = (samples: Int32Array, step?: number): Batch => {
    const random = step !== undefined && augments(augmentation) ? randomAt(how.seed, 'augmentation', step) : undefined;
    const inputs = new Float32Array(samples.length * size);
    samples.forEach((sample, row) => {
      const pixels = picture(sample);
      for (let i = 0; i < size; i++) inputs[row * size + i] = pixels[i]! / 255;
      if (random) augment(inputs.subarray(row * size, (row + 1) * size), augmentation, { height, width, channels }, random);
    });
    return { shape: [samples.length, height, width, channels], inputs, targets: samples.map((sample) => images.labels[sample]!) };
  };
  return {
    task: 'classification', input: { kind: 'pixels', height, width, channels }, outputs: images.classes.length, classes: images.classes, deviation: null,
    reading: { kind: 'pixels', height, width, channels, classes: images.classes },
    train: fixedSamples(train, batch), validation: fixedSamples(validation, batch), duplicates: parts.duplicates, leaks: parts.leaks,
    cleaned: { duplicates: content.length - kept.length, missing: 0, outliers: 0 },
  };
}
