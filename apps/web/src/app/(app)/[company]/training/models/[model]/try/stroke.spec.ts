import { expect, test } from 'vitest';
import { stroked } from './stroke.ts';

const size = { height: 5, width: 5, channels: 1 };
const black = Array<number>(25).fill(0);

test('a stroke is white along its way and black away from it', () => {
  const drawn = stroked(size, black, { x: 0.5, y: 2.5 }, { x: 4.5, y: 2.5 });
  expect(drawn.slice(10, 15)).toEqual([255, 255, 255, 255, 255]);
  expect([...drawn.slice(0, 5), ...drawn.slice(20)]).toEqual(Array(10).fill(0));
});
test('it takes nothing away', () => expect(stroked(size, black.map(() => 255), { x: 0, y: 0 }, { x: 0, y: 0 })).toEqual(black.map(() => 255)));
test('every channel of a pixel is drawn', () => expect(stroked({ ...size, channels: 3 }, Array<number>(75).fill(0), { x: 2.5, y: 2.5 }, { x: 2.5, y: 2.5 }).slice(36, 39)).toEqual([255, 255, 255]));
