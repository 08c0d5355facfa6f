import type { ProjectorHealth } from '@capstan/event-log';
import { expect, test } from 'vitest';
import { Telling } from './telling.ts';

test('what stops is told once, with its reason, and so is that it goes on', () => {
  const said: string[] = [];
  const say = (line: string) => { said.push(line); };
  let health: ProjectorHealth = { position: '7', stopped: [], error: undefined };
  const telling = new Telling({ health: () => health }, { health: () => [] }, { error: say, warn: say });
  const look = (next: Partial<ProjectorHealth>) => {
    health = { position: '7', stopped: [], error: undefined, ...next };
    for (let again = 0; again < 2; again++) telling.look();
  };
  look({});
  look({ stopped: [{ name: 'spend', error: 'no such column', fact: 'event-7', since: '2026-11-23T10:00:00.000Z' }] });
  look({});
  look({ error: 'the server of the log does not answer' });
  look({});
  expect(said).toEqual(['spend stands still at event-7: no such column', 'spend goes on', 'reading the ledger fails and is tried again: the server of the log does not answer', 'reading the ledger goes on']);
});
