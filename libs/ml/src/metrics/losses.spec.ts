import { expect, test } from 'vitest';
import { binaryCrossEntropy, huber, meanSquaredError, sigmoid, softmaxLoss } from './losses.ts';

// The worked examples of the founding article, with its slips of arithmetic corrected.
test('ten pairs have a mean squared error of 0.48, where the article prints 1.05', () => {
  expect(meanSquaredError([2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [1.8, 2.2, 3.5, 4.2, 5.1, 6, 7.2, 8.3, 9.5, 10.8])).toBeCloseTo(0.48, 12);
});

test('three pairs have a binary cross-entropy of 1.1081 nats on average, where it prints 0.2838', () => {
  expect(binaryCrossEntropy([0, 1, 1], [0.8, 0.2, 0.9])).toBeCloseTo(1.1081, 4);
});

test('the sigmoid of 2 is 0.8808 and the hyperbolic tangent 0.9640, where it prints 0.869 and 0.96', () => {
  expect(sigmoid(2)).toBeCloseTo(0.8808, 4);
  expect(Math.tanh(2)).toBeCloseTo(0.964, 4);
});

test('Huber counts a small error by its square and a large one by its distance, and the two meet', () => {
  expect([0, 0.5, 1, 3, -3].map((error) => huber(error, 1))).toEqual([0, 0.125, 0.5, 2.5, 2.5]);
  expect(huber(2, 2)).toBe(2);
  expect(huber(2.000001, 2)).toBeCloseTo(2, 5);
});

test('softmax cross-entropy of equal logits is the logarithm of the number of classes', () => {
  const { index, loss } = softmaxLoss(new Float32Array([9, 9, 9, 3, 3, 3]), 1, 3, 2);
  expect(index).toBe(0);
  expect(loss).toBeCloseTo(Math.log(3), 12);
});

test('logits far apart neither overflow nor vanish', () => {
  expect(softmaxLoss(new Float32Array([1000, -1000]), 0, 2, 1)).toEqual({ index: 0, loss: 2000 });
});

test('a logit that is not a number makes the loss not a number', () => {
  expect(softmaxLoss(new Float32Array([NaN, 1]), 0, 2, 1).loss).toBeNaN();
});
