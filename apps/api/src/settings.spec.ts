import { expect, test } from 'vitest';
import { settingsFrom } from './settings.ts';

test('the log is where CAPSTAN_LOG says, else a file in the data folder', () => {
  expect(settingsFrom({}).log).toBeUndefined();
  expect(settingsFrom({ CAPSTAN_LOG: 'postgres://ann:secret@db.example.com/ledger' }).log).toBe('postgres://ann:secret@db.example.com/ledger');
  expect(settingsFrom({ CAPSTAN_LOG: 'warn' }).log).toBeUndefined();
});

test.each(['mysql://ann:hunter2@host/x', 'ann:hunter2@host', 'postgres:/ann:hunter2@host'])('an address that names no log is refused without its password: %s', (address) => {
  expect(() => settingsFrom({ CAPSTAN_LOG: address })).toThrow(/no log/);
  expect(() => settingsFrom({ CAPSTAN_LOG: address })).not.toThrow(/hunter2/);
});
