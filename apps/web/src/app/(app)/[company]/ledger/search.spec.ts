import { expect, test } from 'vitest';
import { chosen, where } from './search.ts';

test('only filters that are set are asked for', () => {
  expect(chosen({ type: 'SafeSigned', actor: '', text: undefined, telemetry: 'on', event: 'e1', verify: 'now' })).toEqual({ type: 'SafeSigned' });
  expect(chosen({ telemetry: 'shown', before: '7' })).toEqual({ telemetry: 'shown', before: '7' });
});

test('an address keeps the filters, and changes what it is told to', () => {
  expect(where({ type: 'SafeSigned', before: '7', event: 'e1' }, { before: undefined, event: 'e2' })).toBe('?type=SafeSigned&event=e2');
  expect(where({ text: 'a&b' }, {})).toBe('?text=a%26b');
  expect(where({})).toBe('?');
});
