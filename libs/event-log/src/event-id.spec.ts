import { expect, test } from 'vitest';
import { eventId } from './event-id.ts';
import { comparePositions } from './port.ts';

test('an event id is a UUID of version 8 that only its parts decide', () => {
  const id = eventId('command-1', 'company-a', 0);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(eventId('command-1', 'company-a', 0)).toBe(id);
  expect(new Set([id, eventId('command-2', 'company-a', 0), eventId('command-1', 'company-b', 0), eventId('command-1', 'company-a', 1), eventId('command-1company-a', '', 0)]).size).toBe(5);
});

test('ids of one stream begin alike', () => {
  expect(eventId('command-2', 'company-a', 7).slice(0, 8)).toBe(eventId('command-1', 'company-a', 0).slice(0, 8));
});

test('positions compare as numbers, however long, and nothing comes before all', () => {
  expect(['10', '9', undefined, '18446744073709551615', '100'].sort(comparePositions)).toEqual(['9', '10', '100', '18446744073709551615', undefined]);
  expect(comparePositions(undefined, '0')).toBeLessThan(0);
  expect(comparePositions('7', '7')).toBe(0);
});
