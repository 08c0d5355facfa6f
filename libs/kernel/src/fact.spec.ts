import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Decider, fact, fold, given, lift, personal, personalFields, refusing } from './index.ts';

test('personal fields name the person whose key seals them', () => {
  const hired = fact('Hired', z.object({ person: z.string(), name: personal(z.string(), 'person'), team: z.string() }));
  expect(personalFields(hired)).toEqual([{ field: 'name', of: 'person' }]);
  expect(hired.data.safeParse({ person: 'p', name: null, team: 't' }).success).toBe(true);
});

test('old facts are lifted step by step; a missing step is an error', () => {
  const type = fact('Priced', z.object({ cents: z.number() }), { version: 3, upcasts: { 1: (o: { eur: number }) => ({ euros: o.eur }), 2: (o: { euros: number }) => ({ cents: o.euros * 100 }) } });
  expect(lift(type, 1, { eur: 2 })).toEqual({ cents: 200 });
  expect(lift(type, 2, { euros: 3 })).toEqual({ cents: 300 });
  expect(lift(type, 3, { cents: 4 })).toEqual({ cents: 4 });
  expect(() => lift({ ...type, version: 4 }, 3, {})).toThrow('no upcast from version 3');
});

const refuse = refusing({ 'door-locked': 'The door of {room} is locked.' });
type Doors = { type: 'Opened' | 'Locked'; data: { room: string } };
const door: Decider<{ type: 'Open'; room: string }, string[], Doors> = {
  name: 'door', initial: [],
  evolve: (locked, f) => (f.type === 'Locked' ? [...locked, f.data.room] : locked),
  decide: ({ room }, locked) => (locked.includes(room) ? refuse('door-locked', { room }, 'room') : [{ type: 'Opened', data: { room } }]),
};

test('a scenario tells facts from refusals, and fails when they differ', () => {
  given(door).when({ type: 'Open', room: 'a' }).then({ type: 'Opened', data: { room: 'a' } });
  given(door, { type: 'Locked', data: { room: 'a' } }).when({ type: 'Open', room: 'a' }).refuses('door-locked', 'room');
  expect(() => given(door).when({ type: 'Open', room: 'a' }).then()).toThrow('expected');
  expect(() => given(door).when({ type: 'Open', room: 'a' }).refuses('door-locked')).toThrow('expected the refusal');
  expect(refuse('door-locked', { room: 'a' }).message).toBe('The door of a is locked.');
  expect(fold(door, [{ type: 'Locked', data: { room: 'b' } }])).toEqual(['b']);
});
