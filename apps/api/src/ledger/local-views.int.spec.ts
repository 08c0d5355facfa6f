import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openViews } from '@capstan/event-log';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localViews } from './local-views.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'capstan-views-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Opens the views, says whether they held something, and leaves something in them. */
function held(address?: string): boolean {
  const views = localViews(folder, address);
  const was = views.get("SELECT 1 FROM sqlite_schema WHERE name = 'projection'") !== undefined;
  views.exec('CREATE TABLE IF NOT EXISTS projection (name TEXT)');
  views.close();
  return was;
}

test('read models stay while the log stays where it is, whoever signs in to it, and begin anew after a move', () => {
  const [postgres, kurrent] = ['postgres://ann:one@db/capstan', 'kurrentdb://db:2113?tls=true'];
  expect([undefined, undefined, postgres, postgres, 'postgres://bo:two@db/capstan', kurrent, undefined, undefined].map(held)).toEqual([false, true, false, true, true, false, false, true]);
});

test('views of an earlier version, which knew only the file in the folder, stay for that one alone', () => {
  const earlier = () => {
    const views = openViews(join(folder, 'views.db'));
    views.exec('CREATE TABLE projection (name TEXT)');
    views.close();
  };
  earlier();
  expect(held()).toBe(true);
  rmSync(join(folder, 'views.db'));
  earlier();
  expect(held('postgres://db/capstan')).toBe(false);
});
