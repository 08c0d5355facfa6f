import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '../src/index.ts';
import { logModel } from './model.ts';

logModel('SQLite in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-log-'));
  return { open: async () => openSqliteLog(join(folder, 'log.db')), gone: () => rmSync(folder, { recursive: true, force: true }) };
});
