import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { classMeasures, f1, macroMean, microF1, weightedF1 } from './classes.ts';

test('F1 is the harmonic mean of precision and recall, not of accuracy and recall as in the article', () => {
  expect(f1(0.5, 1)).toBeCloseTo(2 / 3, 12);
  fc.assert(fc.property(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 0.01, max: 1, noNaN: true }), (p, r) => {
    expect(1 / f1(p, r)!).toBeCloseTo((1 / p + 1 / r) / 2, 6);
  }));
});

test('cats and dogs: precision is about what was called a cat, recall about what is one', () => {
  // Ten cats, eight seen as cats; five dogs, four seen as dogs.
  const [cat, dog] = classMeasures(['cat', 'dog'], { right: [8, 4], predicted: [9, 6], support: [10, 5] });
  expect(cat).toEqual({ class: 'cat', precision: 8 / 9, recall: 0.8, f1: expect.closeTo(16 / 19, 12), support: 10 });
  expect(dog).toMatchObject({ precision: 4 / 6, recall: 0.8, support: 5 });
});

test('a class never predicted has no precision and counts 0 in the mean; one that never occurred does not count', () => {
  const measures = classMeasures(['a', 'b', 'c'], { right: [3, 0, 0], predicted: [4, 0, 0], support: [3, 1, 0] });
  expect(measures[1]).toMatchObject({ precision: null, recall: 0, f1: 0 });
  expect(measures[2]).toMatchObject({ precision: null, recall: null, f1: null, support: 0 });
  expect(macroMean(measures, 'precision')).toBeCloseTo((0.75 + 0) / 2, 12);
});

test('without any sample there is no mean', () => expect(macroMean(classMeasures(['a'], { right: [0], predicted: [0], support: [0] }), 'recall')).toBeNull());

// From the documentation of scikit-learn 1.5, f1_score: truth 0 1 2 0 1 2, said 0 2 1 0 0 1.
const documented = { right: [2, 0, 0], predicted: [3, 2, 1], support: [2, 2, 2] };
test('macro, micro and weighted F1 of the documented example', () => {
  const measures = classMeasures(['0', '1', '2'], documented);
  expect(macroMean(measures, 'f1')).toBeCloseTo(0.26666666, 7);
  expect(microF1(documented)).toBeCloseTo(1 / 3, 12);
  expect(weightedF1(measures)).toBeCloseTo(0.26666666, 7);
});
test('a rare class weighs little in the weighted mean', () => {
  const measures = classMeasures(['often', 'rare'], { right: [90, 0], predicted: [100, 0], support: [90, 10] });
  expect(weightedF1(measures)).toBeCloseTo(0.9 * (180 / 190), 12);
  expect(macroMean(measures, 'f1')).toBeCloseTo(90 / 190, 12);
  expect(weightedF1([])).toBeNull();
});
