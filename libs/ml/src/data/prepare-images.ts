import type { Refusal } from '@capstan/kernel';
import type { Images } from './dataset.ts';
import { sha256 } from './hash.ts';
import type { Preparation } from './prepare.ts';
import type { Batch, Prepared } from './prepared.ts';
import { refuse } from './refusals.ts';
import { fixedSamples } from './samples.ts';
import { split } from './split.ts';

/** Classes that cannot stand on both sides of a split. */
function rareClass(labels: Int32Array, classes: readonly string[]): string | undefined {
  const counts = new Int32Array(classes.length);
  for (const label of labels) counts[label]!++;
  return classes[counts.indexOf(1)];
}

/** Pictures with pixels from 0 to 1. */
export function prepareImages(images: Images, how: Preparation): Prepared | Refusal {
  const [height, width, channels] = images.shape;
  const size = height * width * channels;
  const picture = (i: number): Uint8Array => images.pixels.subarray(i * size, (i + 1) * size);
  const rare = rareClass(images.labels, images.classes);
  if (rare !== undefined) return refuse('class-too-rare', { class: rare });
  const { train, validation, duplicates, leaks } = split(Array.from(images.labels, (_, i) => sha256(picture(i))), images.labels, how);
  const batch = (samples: Int32Array): Batch => {
    const inputs = new Float32Array(samples.length * size);
    samples.forEach((sample, row) => {
      const pixels = picture(sample);
      for (let i = 0; i < size; i++) inputs[row * size + i] = pixels[i]! / 255;
    });
    return { shape: [samples.length, height, width, channels], inputs, targets: samples.map((sample) => images.labels[sample]!) };
  };
  return {
    task: 'classification', input: { kind: 'pixels', height, width, channels }, outputs: images.classes.length, classes: images.classes, deviation: null,
    train: fixedSamples(train, batch), validation: fixedSamples(validation, batch), duplicates, leaks,
  };
}
