import type { AugmentationSpec } from '@capstan/training';
import { normal, type Random } from '../random.ts';

interface Size { readonly height: number; readonly width: number; readonly channels: number }

/** Where a pixel of the new picture lies in the old one: turned, scaled and shifted around the middle, mirrored or not. */
function places({ flip, shift, rotate, scale }: AugmentationSpec, { height, width }: Size, random: Random): (y: number, x: number) => [y: number, x: number] {
  const between = (limit: number): number => (2 * random() - 1) * limit;
  const mirror = flip && random() < 0.5 ? -1 : 1, angle = (between(rotate) * Math.PI) / 180, size = 1 + between(scale);
  const [down, right] = [Math.round(between(shift)), Math.round(between(shift))];
  const [cos, sin] = [Math.cos(angle) / size, Math.sin(angle) / size], [middleY, middleX] = [(height - 1) / 2, (width - 1) / 2];
  return (y, x) => {
    const [fromY, fromX] = [y - middleY - down, (x - middleX - right) * mirror];
    return [middleY + cos * fromY - sin * fromX, middleX + sin * fromY + cos * fromX];
  };
}

/** One channel at a place between pixels, in proportion to how near each of the four is; black beyond the edge. */
function sampled(pixels: Float32Array, { height, width, channels }: Size, y: number, x: number, channel: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)], [low, right] = [y - top, x - left];
  const at = (row: number, column: number): number => (row < 0 || column < 0 || row >= height || column >= width ? 0 : pixels[(row * width + column) * channels + channel]!);
  return (1 - low) * ((1 - right) * at(top, left) + right * at(top, left + 1)) + low * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1));
}

/** Changes a picture (0 to 1, channels last) at random, in place: mirrored, turned, scaled and shifted (a crop), with noise. */
export function augment(pixels: Float32Array, how: AugmentationSpec, size: Size, random: Random): void {
  const placed = places(how, size, random), noise = normal(random), before = pixels.slice();
  let i = 0;
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++) {
      const [y, x] = placed(row, column);
      for (let channel = 0; channel < size.channels; channel++, i++) {
        const value = sampled(before, size, y, x, channel);
        pixels[i] = how.noise > 0 ? Math.min(1, Math.max(0, value + how.noise * noise())) : value;
      }
    }
  }
}
