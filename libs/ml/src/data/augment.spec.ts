import { AugmentationSpec } from '@capstan/training';
import { expect, test } from 'vitest';
import { randomAt } from '../random.ts';
import { augment } from './augment.ts';

const size = { height: 5, width: 5, channels: 1 };
/** An L: a stroke down the left and one along the bottom. */
const letter = Float32Array.from('1000010000100001000011111', Number);
const changed = (how: object, seed = 1): Float32Array => {
  const pixels = letter.slice();
  augment(pixels, AugmentationSpec.parse(how), size, randomAt(seed, 'augment'));
  return pixels;
};
const seeds = Array.from({ length: 40 }, (_, seed) => seed);
const mirrored = Float32Array.from('0000100001000010000111111', Number);

test('nothing asked for changes nothing', () => expect(changed({})).toEqual(letter));
test('a flip mirrors about half of the pictures and leaves the others', () => {
  const flipped = seeds.filter((seed) => changed({ flip: true }, seed)[24] === 1 && changed({ flip: true }, seed)[0] === 0);
  expect(flipped.length).toBeGreaterThan(10);
  expect(flipped.length).toBeLessThan(30);
  expect(changed({ flip: true }, flipped[0])).toEqual(mirrored);
});
test('a shift moves whole pixels and lets black in', () => {
  const values = new Set(seeds.flatMap((seed) => [...changed({ shift: 2 }, seed)]));
  expect(values).toEqual(new Set([0, 1]));
  expect(new Set(seeds.map((seed) => changed({ shift: 2 }, seed).join())).size).toBeGreaterThan(10);
});
test('turning and scaling keep about as much ink', () => {
  for (const seed of seeds) {
    const ink = changed({ rotate: 15, scale: 0.1 }, seed).reduce((a, b) => a + b, 0);
    expect(ink).toBeGreaterThan(4);
    expect(ink).toBeLessThan(11);
  }
});
test('noise stays between black and white', () => {
  const noisy = changed({ noise: 0.5 });
  expect(noisy.every((v) => v >= 0 && v <= 1)).toBe(true);
  expect(noisy).not.toEqual(letter);
});
test('the same seed draws the same', () => expect(changed({ rotate: 20, noise: 0.1, shift: 1 }, 7)).toEqual(changed({ rotate: 20, noise: 0.1, shift: 1 }, 7)));
