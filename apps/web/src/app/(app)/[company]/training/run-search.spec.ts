import { expect, test } from 'vitest';
import { chosen, kept, picked, sortedBy, sortOf } from './run-search.ts';

test('empty fields of the form do not count', () => expect(chosen({ text: '', model: 'cnn', after: 'x' })).toEqual({ model: 'cnn', after: 'x' }));
test('nor what nobody could have chosen', () => expect(chosen({ situation: 'asleep', sort: 'colour' })).toEqual({}));
test('the next page keeps filters and order', () => expect(kept({ model: 'cnn', sort: 'cost', after: 'x', runs: 'run-1' })).toEqual({ model: 'cnn', sort: 'cost' }));
test('a press on a column sorts by it, another one turns it round; names begin at A, figures at the most', () => {
  expect(sortedBy({ model: 'cnn', after: 'x' }, 'cost')).toBe('?model=cnn&sort=cost&order=descending');
  expect(sortedBy({ sort: 'cost', order: 'descending' }, 'cost')).toBe('?sort=cost&order=ascending');
  expect(sortedBy({}, 'name')).toBe('?sort=name&order=ascending');
  expect(sortedBy({}, 'at')).toBe('?sort=at&order=ascending');
});
test('ticked runs stay ticked', () => {
  expect(picked({ runs: ['run-1', 'run-2,run-1'] })).toEqual(['run-1', 'run-2']);
  expect(sortedBy({ runs: 'run-1' }, 'wall')).toContain('runs=run-1');
});
test('an order nobody knows is the newest first', () => expect(sortOf({ sort: 'colour', order: 'sideways' })).toEqual({ sort: 'at', order: 'descending' }));
